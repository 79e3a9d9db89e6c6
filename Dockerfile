# Stage 1: a JDK and Maven build the jar. The cache mount keeps the downloaded artifacts between two builds.
FROM maven:3.9-eclipse-temurin-17 AS build
WORKDIR /build
COPY . .
RUN --mount=type=cache,target=/root/.m2 mvn -B -q -DskipTests package

# Stage 2: a Java runtime, the jar with its start script, the JVM's archive of the classes, and a user that may do
# nothing else.
FROM eclipse-temurin:25-jre
RUN useradd --system --uid 10001 --user-group --no-create-home --shell /usr/sbin/nologin hub
COPY --from=build /build/target/microstream-hub.jar /opt/microstream/microstream-hub.jar
COPY --from=build /build/bin/microstream-hub /opt/microstream/bin/microstream-hub

# 60 % of the container's memory for the heap leaves room for classes, threads and network buffers. The archive belongs
# to this Java and this jar, so it is made here, by a hub that is started once; nobody may write to it later.
ENV PORT=3000 \
    MICROSTREAM_CACHE=/opt/microstream/cache \
    MICROSTREAM_JAVA_OPTIONS=-XX:MaxRAMPercentage=60
RUN /opt/microstream/bin/microstream-hub --prepare && rm -rf /tmp/*

USER 10001:10001
# The one place that is written to: the server unpacks its configuration there. Everything else may be read-only.
VOLUME /tmp
WORKDIR /tmp
EXPOSE 3000

# Nothing promises that the image has curl or wget, and a JRE compiles no Java; bash is always there and opens sockets.
# Healthy means ready: the hub is up and takes services in.
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=3 \
    CMD ["bash", "-c", "exec 3<>/dev/tcp/${MICROSTREAM_HOST:-127.0.0.1}/${PORT} && printf 'GET /admin/health/ready HTTP/1.1\\r\\nHost: localhost\\r\\nConnection: close\\r\\n\\r\\n' >&3 && read -r status <&3 && [[ $status == *' 200 '* ]]"]

# The script becomes the JVM (exec), which therefore gets SIGTERM and lets pending requests finish.
# More JVM options: -e MICROSTREAM_JAVA_OPTIONS="…" (repeat the 60 % if you want to keep it).
ENTRYPOINT ["/opt/microstream/bin/microstream-hub"]
