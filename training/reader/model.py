"""One joint model over a small encoder: tags, parse, names, and event frames, read together in a window."""

from __future__ import annotations

from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional as F
from transformers import BertConfig, BertModel

WIDTH, ARC, REL, ROLE = 384, 256, 128, 96


class Joint(nn.Module):
    """ids, case [B,T] and first pieces [B,W+1] to word vectors and head outputs; word 0 is the root ([CLS])."""

    def __init__(self, sizes: dict[str, int], encoder: Path) -> None:
        super().__init__()
        config = BertConfig.from_pretrained(encoder, attn_implementation="eager")
        self.bert = BertModel(config, add_pooling_layer=False)
        self.case = nn.Embedding(8, WIDTH)
        nn.init.zeros_(self.case.weight)
        self.drop = nn.Dropout(0.2)
        self.upos = nn.Linear(WIDTH, sizes["upos"])
        self.xpos = nn.Linear(WIDTH, sizes["xpos"])
        self.names = nn.Sequential(nn.Linear(WIDTH, 256), nn.GELU(), nn.Dropout(0.1), nn.Linear(256, sizes["names"]))
        self.arc_head, self.arc_dep = nn.Linear(WIDTH, ARC), nn.Linear(WIDTH, ARC)
        self.rel_head, self.rel_dep = nn.Linear(WIDTH, REL), nn.Linear(WIDTH, REL)
        self.U = nn.Parameter(torch.empty(ARC + 1, ARC))
        self.V = nn.Parameter(torch.empty(sizes["rel"], REL + 1, REL + 1))
        nn.init.xavier_uniform_(self.U)
        nn.init.normal_(self.V, std=0.01)
        self.trigger = nn.Sequential(
            nn.Linear(WIDTH, 256), nn.GELU(), nn.Dropout(0.2), nn.Linear(256, sizes["kinds"] + 1)
        )
        self.role_trigger, self.role_word = nn.Linear(WIDTH, ROLE), nn.Linear(WIDTH, ROLE)
        self.R = nn.Parameter(torch.empty(sizes["roles"] + 1, ROLE + 1, ROLE + 1))
        nn.init.normal_(self.R, std=0.02)
        self.factuality = nn.Linear(WIDTH, sizes["factuality"])
        self.sides = nn.Linear(WIDTH, 2 * sizes["category"])

    def words(self, ids: Tensor, case: Tensor, att: Tensor | None, first: Tensor) -> Tensor:
        """Word vectors [B,W+1,WIDTH]: the encoder's output at each word's first piece."""
        e = self.bert.embeddings.word_embeddings(ids) + self.case(case)
        if att is None:
            att = torch.ones_like(ids)
        h = self.bert(inputs_embeds=e, attention_mask=att).last_hidden_state
        return torch.gather(h, 1, first.unsqueeze(-1).expand(-1, -1, h.size(-1)))

    def arcs(self, w: Tensor) -> Tensor:
        """Scores [B,dependent,head]."""
        d = self.drop(F.gelu(self.arc_dep(w)))
        h = self.drop(F.gelu(self.arc_head(w)))
        return torch.cat([d, torch.ones_like(d[..., :1])], -1) @ self.U @ h.transpose(1, 2)

    def rel_sides(self, w: Tensor) -> tuple[Tensor, Tensor]:
        """Projections of dependents and heads for the relation biaffine, each with a constant 1."""
        d = self.drop(F.gelu(self.rel_dep(w)))
        h = self.drop(F.gelu(self.rel_head(w)))
        one = torch.ones_like(d[..., :1])
        return torch.cat([d, one], -1), torch.cat([h, one], -1)

    def role_sides(self, w: Tensor) -> tuple[Tensor, Tensor]:
        """Projections of triggers and words for the role biaffine, each with a constant 1."""
        t = self.drop(F.gelu(self.role_trigger(w)))
        x = self.drop(F.gelu(self.role_word(w)))
        one = torch.ones_like(t[..., :1])
        return torch.cat([t, one], -1), torch.cat([x, one], -1)


class Export(nn.Module):
    """What goes to ONNX: one window, everything that numpy needs."""

    OUTPUTS = (
        "upos",
        "xpos",
        "arc",
        "names",
        "rel_left",
        "rel_head",
        "trigger",
        "role_trigger",
        "role_word",
        "factuality",
        "sides",
        "words",
    )

    def __init__(self, joint: Joint) -> None:
        super().__init__()
        self.joint = joint
        # The larger half of the relation biaffine is multiplied in the graph: int8 there is 20 times numpy's speed.
        v = joint.V.detach()
        self.register_buffer("rel", v.permute(1, 0, 2).reshape(v.shape[1], -1).contiguous())

    def forward(self, ids: Tensor, case: Tensor, first: Tensor) -> tuple[Tensor, ...]:
        j = self.joint
        w = j.words(ids, case, None, first)
        rd, rh = j.rel_sides(w)
        rt, rw = j.role_sides(w)
        rd = rd @ self.rel
        return j.upos(w), j.xpos(w), j.arcs(w), j.names(w), rd, rh, j.trigger(w), rt, rw, j.factuality(w), j.sides(w), w
