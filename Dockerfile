FROM node:20-slim AS build
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci
COPY . .
RUN npm run build && npm prune --omit=dev

FROM node:20-slim
RUN apt-get update \
  && apt-get install -y --no-install-recommends ca-certificates git gnupg openssh-client \
  && rm -rf /var/lib/apt/lists/*
WORKDIR /app
COPY --from=build /app/package.json /app/manifest.yml ./
COPY --from=build /app/node_modules ./node_modules
COPY --from=build /app/sandbox ./sandbox
COPY --from=build /app/dist ./dist
RUN mkdir /data && chown node:node /data
ENV NODE_ENV=production FAIRLEAD_DATA=/data FAIRLEAD_CONFIG=/config/fairlead.yml
USER node
VOLUME /data
EXPOSE 3000 3001
ENTRYPOINT ["node", "dist/bin/fairlead-cli.cjs"]
CMD ["start"]
