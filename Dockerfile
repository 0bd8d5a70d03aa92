FROM python:3.13-slim-bookworm

ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 PIP_DISABLE_PIP_VERSION_CHECK=1
RUN useradd --system --uid 10001 --home-dir /srv/portal portal
WORKDIR /srv/portal

COPY requirements.txt .
RUN pip install --no-cache-dir --require-hashes -r requirements.txt
COPY . .

# Made here and read-only afterwards; only var/ is written to while the portal runs.
RUN python bin/compile-messages \
    && DEMO=1 VAR_DIR=/tmp/build python manage.py collectstatic --no-input --verbosity 0 \
    && rm -rf /tmp/build \
    && install --directory --owner portal var var/handoff
USER portal
VOLUME /srv/portal/var

ENV HOST=0.0.0.0 PORT=8000
EXPOSE 8000
HEALTHCHECK --interval=15s --timeout=5s --start-period=30s CMD ["python", "bin/healthcheck", "/healthz"]
CMD ["sh", "-c", "exec gunicorn cpor_portal.wsgi:application --bind $HOST:$PORT --workers ${WEB_WORKERS:-2} --threads 8 --worker-tmp-dir /dev/shm"]
