# One image for amd64 and arm64: nothing in it is compiled for a machine but Node itself.
FROM node:24-bookworm-slim AS build
WORKDIR /build
COPY package.json package-lock.json ./
# The build needs no install scripts and no optional binaries.
RUN npm ci --ignore-scripts --omit=optional --no-audit --no-fund
COPY tsconfig.json tsconfig.build.json spec.json ./
COPY scripts/finish-build.mjs scripts/
COPY schemas schemas
COPY asconfig.json ./
COPY assembly assembly
COPY src src
RUN npm run build && npm prune --omit=dev --ignore-scripts --no-audit --no-fund

FROM node:24-bookworm-slim
# Airbyte's documentation asks for a user of this name; node images call uid 1000 "node".
RUN usermod --login airbyte --home /airbyte --move-home node && groupmod --new-name airbyte node
WORKDIR /airbyte
COPY --from=build --chown=airbyte:airbyte /build/package.json /build/spec.json ./
COPY --from=build --chown=airbyte:airbyte /build/schemas schemas
COPY --from=build --chown=airbyte:airbyte /build/node_modules node_modules
COPY --from=build --chown=airbyte:airbyte /build/dist dist
ENV NODE_ENV=production TZ=UTC
# Kubernetes ignores ENTRYPOINT and starts what this variable says: both must be equal.
# The heap limit is explicit, because V8 looks at the machine and not at the container.
ENV AIRBYTE_ENTRYPOINT="node --max-old-space-size=512 /airbyte/dist/main.js"
ENTRYPOINT ["node", "--max-old-space-size=512", "/airbyte/dist/main.js"]
USER 1000
LABEL io.airbyte.name="source-cleargrid" io.airbyte.version="0.1.0"
