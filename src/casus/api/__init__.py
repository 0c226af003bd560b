"""The API at the rim: records of a store over HTTP, for the web app and for programs."""
