# Entente as a service of any Neo4j: `serve` by default, and every other command of `entente`.

ARG PYTHON_IMAGE=python:3.11-slim
FROM ${PYTHON_IMAGE} AS build
RUN python -m venv --without-pip /opt/venv
COPY requirements-image.lock /tmp/
RUN pip --python /opt/venv install --no-cache-dir --disable-pip-version-check \
        --only-binary :all: --require-hashes -r /tmp/requirements-image.lock
# The command as an installer would write it; the package itself lies beside its queries and its data.
RUN printf '%s\n' '#!/opt/venv/bin/python' 'from app.cli.main import cli' 'if __name__ == "__main__":' '    cli()' \
        >/opt/venv/bin/entente \
 && chmod +x /opt/venv/bin/entente
WORKDIR /srv/entente
COPY LICENSE .
COPY app app
COPY cypher cypher
COPY seed seed
# The page is built with Node from a wheel, which stays behind with its sources.
COPY requirements-web.lock .
COPY tools tools
COPY web web
RUN pip install --target /tmp/node --no-cache-dir --disable-pip-version-check --only-binary :all: --require-hashes \
        -r requirements-web.lock \
 && PYTHONPATH=/tmp/node /opt/venv/bin/python -m tools.build_web \
 && rm -rf /tmp/node tools web requirements-web.lock
# Compiled now, because the running service cannot write; readable, however strict the clone's permissions are.
RUN /opt/venv/bin/python -m compileall -q app && chmod -R a+rX .

FROM ${PYTHON_IMAGE}
LABEL org.opencontainers.image.title="Entente" \
      org.opencontainers.image.description="A knowledge graph service of technology cooperation" \
      org.opencontainers.image.licenses="Apache-2.0 AND CC-BY-4.0"
# A volume that is mounted at /snapshots for the first time is the user's, as that folder is.
RUN useradd --system --uid 10001 --home-dir /srv/entente --shell /usr/sbin/nologin entente \
 && install -d -o 10001 -g 10001 /snapshots
COPY --from=build /opt/venv /opt/venv
COPY --from=build /srv/entente /srv/entente
# There is no local Neo4j in here: this is the one of docker-compose.yml, until NEO4J_URI names another.
ENV PATH=/opt/venv/bin:$PATH \
    PYTHONPATH=/srv/entente \
    PYTHONUNBUFFERED=1 \
    NEO4J_URI=bolt://neo4j:7687 \
    ENTENTE_HOST=0.0.0.0 \
    ENTENTE_PORT=8000 \
    ENTENTE_ACCESS_LOG=true
WORKDIR /srv/entente
# By number, so that an orchestrator can see that it is not root.
USER 10001:10001
EXPOSE 8000
# Not urllib: that would ask a configured proxy for this very container.
HEALTHCHECK --interval=5s --timeout=5s --start-period=30s \
    CMD ["python", "-c", "import http.client, os; c = http.client.HTTPConnection('127.0.0.1', int(os.environ['ENTENTE_PORT'])); c.request('GET', '/health'); assert c.getresponse().status == 200"]
ENTRYPOINT ["entente"]
CMD ["serve"]
