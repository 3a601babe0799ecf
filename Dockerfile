# An image that grades at isolation level "landlock", without privileges:
#
#     docker build --tag zerokara .
#     docker run --rm --network none --volume "$PWD/submitted:/class/submitted:ro" --volume "$PWD/verdicts:/class/verdicts" \
#         zerokara grade --submitted submitted --out verdicts
#
# No test of ours builds it: they run where there is no container engine. `docker run zerokara doctor` tells you what holds.
FROM python:3.11-slim

RUN apt-get update \
    && apt-get install --yes --no-install-recommends libseccomp2 \
    && rm -rf /var/lib/apt/lists/*

COPY . /opt/zerokara
RUN pip install --no-cache-dir --constraint /opt/zerokara/constraints.txt /opt/zerokara

RUN useradd --create-home grader && mkdir --parents /class/verdicts && chown -R grader /class
USER grader
WORKDIR /class
ENTRYPOINT ["zerokara"]
CMD ["doctor"]
