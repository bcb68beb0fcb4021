# A node of the lab. It has a server of its own, so Next's standalone output, which brings another, is of
# no use. There was no Docker where it was written: its commands were run one by one, see docs/many-nodes.md.
FROM node:24-bookworm-slim AS build
WORKDIR /lab
COPY package.json package-lock.json ./
# No package's script runs but that of the runtime, which the lab brings with it.
RUN npm ci --ignore-scripts && npm rebuild node --ignore-scripts=false
COPY . .
RUN npm run build && npm prune --omit=dev --ignore-scripts

FROM node:24-bookworm-slim
WORKDIR /lab
ENV HOST=0.0.0.0
COPY --from=build /lab ./
# All that it writes: the database file, unless DATABASE_URL names PostgreSQL.
RUN mkdir data && chown node:node data
USER node
EXPOSE 3000
CMD ["node_modules/node/bin/node", "server.ts"]
