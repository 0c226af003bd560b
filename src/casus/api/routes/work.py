"""Reports brought in to be coded, and how far the work is."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, File, Form, UploadFile
from starlette.responses import Response, StreamingResponse

from casus.api import shapes
from casus.api.answer import answer, fault, told
from casus.api.arrivals import of_addresses, of_files, of_reports
from casus.api.bodies import Addresses, Reports
from casus.api.filters import Id
from casus.api.house import Asker, Here, House
from casus.records.document import Document

router = APIRouter(tags=["work"])
STREAM: dict[int | str, dict[str, Any]] = {
    **told(shapes.Job, 404),
    200: {
        "description": "Server-sent events named `progress`, each a Job, until its state is done, failed or stopped.",
        "content": {"text/event-stream": {"schema": {"type": "string"}}},
    },
}


@router.post("/documents", status_code=202, responses=told(shapes.Job, 413, 429, status=202))
def submit(house: Here, asker: Asker, reports: Reports) -> Response:
    """Have reports coded and joined to the incidents. Answers at once with the job; follow its progress."""
    return _begun(house, asker.name or "", *of_reports(reports.reports))


@router.post("/documents/files", status_code=202, responses=told(shapes.Job, 413, 429, status=202))
def upload(
    house: Here,
    asker: Asker,
    files: Annotated[list[UploadFile], File(description="Texts, saved pages or JSON lines.")],
    published: Annotated[date | None, Form(description="Date of reports that tell none.")] = None,
) -> Response:
    """Have files coded: texts, saved pages (HTML), JSON lines, told apart by what they hold."""
    return _begun(house, asker.name or "", *of_files([(f.filename or "", f.file.read()) for f in files], published))


@router.post("/documents/addresses", status_code=202, responses=told(shapes.Job, 429, status=202))
def fetched(house: Here, asker: Asker, sent: Addresses) -> Response:
    """Fetch reports from public addresses and have them coded; only where `casus serve --allow-fetch` runs."""
    if not house.fetches:
        raise fault(403, "offline", "this service fetches nothing; casus serve --allow-fetch lets it")
    house.log.add(asker.name or "", "documents.fetch", {"addresses": sent.addresses})
    return _begun(house, asker.name or "", *of_addresses(sent.addresses, sent.published))


def _begun(house: House, by: str, documents: list[Document], issues: list[str]) -> Response:
    if not documents:
        raise fault(422, "nothing", "; ".join(issues) or "there is no report in what was sent")
    job = house.jobs.submit(by, documents, issues)
    if job is None:
        raise fault(429, "wait", "too many jobs are waiting; try again when some are done")
    house.log.add(by, "documents.submit", {"job": job.id, "documents": [d.id for d in documents][:100]})
    return answer(job, status=202)


@router.get("/jobs/{id}", responses=told(shapes.Job, 404))
def job(house: Here, id: Id) -> Response:
    """How far a job is."""
    found = house.jobs.job(id)
    if found is None:
        raise fault(404, "absent", f"no job {id!r}")
    return answer(found)


@router.get("/jobs/{id}/events", responses=STREAM, response_class=StreamingResponse)
def progress(house: Here, id: Id) -> Response:
    """A job's progress as server-sent events, as it goes."""
    if house.jobs.job(id) is None:
        raise fault(404, "absent", f"no job {id!r}")
    return StreamingResponse(house.jobs.stream(id), media_type="text/event-stream", headers={"X-Accel-Buffering": "no"})
