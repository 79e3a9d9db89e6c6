# Stage 1: a JDK and Maven build the uber-jar. The cache mount keeps the downloaded artifacts between two builds.
FROM maven:3.9-eclipse-temurin-17 AS build
WORKDIR /build
COPY . .
RUN --mount=type=cache,target=/root/.m2 mvn -B -q -DskipTests package

# Stage 2: a Java runtime, the jar, and a user that may do nothing else.
FROM eclipse-temurin:17-jre
RUN useradd --system --uid 10001 --user-group --no-create-home --shell /usr/sbin/nologin hub
COPY --from=build /build/target/microstream-hub.jar /opt/microstream/microstream-hub.jar
USER 10001:10001
WORKDIR /tmp

ENV PORT=3000
EXPOSE 3000

# Nothing promises that the image has curl or wget, and a JRE compiles no Java; bash is always there and opens sockets.
# Healthy means ready: the hub is up and takes services in.
HEALTHCHECK --interval=10s --timeout=5s --start-period=120s --retries=3 \
    CMD ["bash", "-c", "exec 3<>/dev/tcp/${MICROSTREAM_HOST:-127.0.0.1}/${PORT} && printf 'GET /admin/health/ready HTTP/1.1\\r\\nHost: localhost\\r\\nConnection: close\\r\\n\\r\\n' >&3 && read -r status <&3 && [[ $status == *' 200 '* ]]"]

# Exec form, so that the JVM is the process that gets SIGTERM and the hub can let pending requests finish.
# 60 % of the container's memory for the heap leaves room for classes, threads and network buffers.
# More JVM options: -e JDK_JAVA_OPTIONS="…".
ENTRYPOINT ["java", "-XX:MaxRAMPercentage=60", "-XX:+ExitOnOutOfMemoryError", "-jar", "/opt/microstream/microstream-hub.jar"]
