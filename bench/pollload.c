/*
 * pollload - request and answer over Engine.IO long-polling, one request in flight for each requester.
 *
 * A thread for each session, with two kept-alive connections, one for its polls and one for its posts. Responders send
 * the data back; the requester checks the id and every byte of it.
 *
 *   build:  gcc -O2 -Wall -Wextra -pthread -o pollload pollload.c
 *   use:    pollload --port 3000 --pid PID -R 8 -S 8 -B 100 -D 3 --warmup 1
 *
 * One line of JSON goes to stdout. Exit status: 0 all verified; 1 something failed; 2 could not run.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <getopt.h>
#include <netinet/tcp.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <time.h>
#include <unistd.h>

enum { MOST_SAMPLES = 1 << 20, MOST_SESSIONS = 256 };

static struct { int port, pid, requesters, responders, bytes; double seconds, warm_up; } opt = {
    .port = 3000, .requesters = 8, .responders = 8, .bytes = 100, .seconds = 3, .warm_up = 1,
};
static atomic_bool recording, stopping;
static atomic_int connected;
static char *data;
static int run;         /* names differ from run to run: nobody takes over a name of the last one */

typedef struct { int fd; char *in; size_t len, room; } Http;
typedef struct {
    int number;
    bool asks;
    char name[64], sid[64];
    Http polls, posts;
    uint32_t *latencies;        /* microseconds */
    size_t answered;
    pthread_t thread;
} Session;

static void fail(const char *what)
{
    fprintf(stderr, "pollload: %s\n", what);
    exit(1);
}

static uint64_t now_us(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (uint64_t)t.tv_sec * 1000000u + (uint64_t)t.tv_nsec / 1000u;
}

static double cpu_of(int pid)
{
    char name[64], line[1024];
    unsigned long user = 0, kernel = 0;
    snprintf(name, sizeof name, "/proc/%d/stat", pid);
    FILE *file = fopen(name, "r");
    if (!file) return 0;
    if (fgets(line, sizeof line, file)) {
        char *end = strrchr(line, ')');
        if (end) sscanf(end + 2, "%*c %*d %*d %*d %*d %*d %*u %*u %*u %*u %*u %lu %lu", &user, &kernel);
    }
    fclose(file);
    return (double)(user + kernel) / (double)sysconf(_SC_CLK_TCK);
}

/* ---- HTTP ---- */

static void http_open(Http *http)
{
    struct sockaddr_in to = { .sin_family = AF_INET, .sin_port = htons((uint16_t)opt.port) };
    int one = 1;
    to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    http->fd = socket(AF_INET, SOCK_STREAM, 0);
    if (http->fd < 0 || connect(http->fd, (struct sockaddr *)&to, sizeof to) != 0) fail("cannot connect");
    setsockopt(http->fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
    http->room = 1 << 16;
    http->in = malloc(http->room + 1);
    if (!http->in) fail("no memory");
    http->len = 0;
}

static void http_more(Http *http)
{
    if (http->len == http->room) {
        http->room *= 2;
        http->in = realloc(http->in, http->room + 1);
        if (!http->in) fail("no memory");
    }
    ssize_t n = read(http->fd, http->in + http->len, http->room - http->len);
    if (n <= 0) fail("the server closed a connection");
    http->len += (size_t)n;
    http->in[http->len] = 0;
}

/* Waits until the input from `at` on holds `mark`; returns the offset behind it. */
static size_t http_until(Http *http, size_t at, const char *mark)
{
    for (;;) {
        char *found = http->len > at ? memmem(http->in + at, http->len - at, mark, strlen(mark)) : NULL;
        if (found) return (size_t)(found - http->in) + strlen(mark);
        http_more(http);
    }
}

/* Sends one request, returns the body of its answer in `body` (terminated; to be freed). */
static char *http_call(Http *http, const char *method, const char *query, const char *sid, const char *text)
{
    char head[512];
    size_t n = text ? strlen(text) : 0;
    int length = snprintf(head, sizeof head,
        "%s /socket.io/?EIO=4&transport=polling%s%s HTTP/1.1\r\nHost: 127.0.0.1:%d\r\n", method, query, sid, opt.port);
    length += text
        ? snprintf(head + length, sizeof head - (size_t)length,
              "Content-Type: text/plain;charset=UTF-8\r\nContent-Length: %zu\r\n\r\n", n)
        : snprintf(head + length, sizeof head - (size_t)length, "\r\n");
    char *out = malloc((size_t)length + n);
    if (!out) fail("no memory");
    memcpy(out, head, (size_t)length);
    if (text) memcpy(out + length, text, n);
    for (size_t at = 0, all = (size_t)length + n; at < all;) {
        ssize_t written = write(http->fd, out + at, all - at);
        if (written <= 0) fail("cannot write");
        at += (size_t)written;
    }
    free(out);

    size_t start = http_until(http, 0, "\r\n\r\n");
    if (strncmp(http->in, "HTTP/1.1 200", 12) != 0) { fprintf(stderr, "%s %s%s %s\n", method, query, sid, text ? text : ""); fail(http->in); }
    char kept = http->in[start];
    http->in[start] = 0;
    char *chunked = strcasestr(http->in, "transfer-encoding: chunked");
    bool last = strcasestr(http->in, "connection: close") != NULL;
    char *declared = strcasestr(http->in, "content-length:");
    size_t size = declared ? strtoul(declared + 15, NULL, 10) : 0;
    http->in[start] = kept;

    char *body;
    size_t end;
    if (chunked) {
        size_t at = start, got = 0;
        body = malloc(1);
        for (;;) {
            size_t line_end = http_until(http, at, "\r\n");
            size_t chunk = strtoul(http->in + at, NULL, 16);
            while (http->len < line_end + chunk + 2) http_more(http);
            body = realloc(body, got + chunk + 1);
            if (!body) fail("no memory");
            memcpy(body + got, http->in + line_end, chunk);
            got += chunk;
            at = line_end + chunk + 2;
            if (chunk == 0) break;
        }
        body[got] = 0;
        end = at;
    } else {
        while (http->len < start + size) http_more(http);
        body = strndup(http->in + start, size);
        end = start + size;
    }
    memmove(http->in, http->in + end, http->len - end);
    http->len -= end;
    http->in[http->len] = 0;
    if (last) {         /* servers end a connection after some requests; a client opens the next one */
        close(http->fd);
        free(http->in);
        http_open(http);
    }
    return body;
}

/* ---- Engine.IO and Socket.IO ---- */

static void post(Session *s, const char *text)
{
    char *ok = http_call(&s->posts, "POST", "&sid=", s->sid, text);
    if (strcmp(ok, "ok") != 0) fail("a post was not taken");
    free(ok);
}

/* Polls once and hands each packet but pings, which it answers, to `take`. */
static void poll_once(Session *s, void (*take)(Session *, const char *, void *), void *context)
{
    char *body = http_call(&s->polls, "GET", "&sid=", s->sid, NULL);
    for (char *rest = body, *packet; (packet = strsep(&rest, "\x1e"));) {
        if (strcmp(packet, "2") == 0) post(s, "3");
        else take(s, packet, context);
    }
    free(body);
}

static void take_connected(Session *s, const char *packet, void *done)
{
    (void)s;
    if (strncmp(packet, "40{", 3) == 0) *(bool *)done = true;
}

static void handshake(Session *s)
{
    char query[96];
    bool done = false;
    http_open(&s->polls);
    http_open(&s->posts);
    snprintf(query, sizeof query, "&serviceName=%s", s->name);
    char *open = http_call(&s->polls, "GET", query, "", NULL);
    if (sscanf(open, "0{\"sid\":\"%63[^\"]\"", s->sid) != 1) fail("no open packet");
    free(open);
    post(s, "40");
    while (!done) poll_once(s, take_connected, &done);
    atomic_fetch_add(&connected, 1);
}

static void take_request(Session *s, const char *packet, void *context)
{
    (void)context;
    if (strncmp(packet, "42[\"request\",", 13) != 0) return;
    const char *id = strstr(packet, "\"id\":\""), *content = strstr(packet, "\"data\":\"");
    if (!id || !content) fail("a request without id or data");
    int id_length = (int)strcspn(id + 6, "\""), length = (int)strcspn(content + 8, "\"");
    char *answer;
    if (asprintf(&answer, "42[\"response\",{\"id\":\"%.*s\",\"response\":\"%.*s\"}]", id_length, id + 6, length, content + 8) < 0)
        fail("no memory");
    post(s, answer);
    free(answer);
}

static void take_answer(Session *s, const char *packet, void *expected)
{
    (void)s;
    char **want = expected;
    if (strncmp(packet, "42[\"response\",", 14) != 0) return;
    if (!*want || strcmp(packet, *want) != 0) fail("an answer that was not asked for, or is not what was sent");
    free(*want);
    *want = NULL;
}

static _Noreturn void *serve(void *session)
{
    handshake(session);
    for (;;) poll_once(session, take_request, NULL);        /* until the process ends: the last requests want answers too */
}

static void *ask(void *session)
{
    Session *s = session;
    handshake(s);
    while (atomic_load(&connected) < opt.requesters + opt.responders) usleep(1000);
    for (unsigned long i = 0; !atomic_load(&stopping); i++) {
        char *request, *want;
        if (asprintf(&request,
                "42[\"request\",{\"targetService\":\"responder-%d-%d\",\"payload\":{\"id\":\"%s:%lu\",\"event\":\"echo\",\"data\":\"%s\"}}]",
                run, s->number % opt.responders, s->name, i, data) < 0
            || asprintf(&want, "42[\"response\",{\"id\":\"%s:%lu\",\"response\":\"%s\"}]", s->name, i, data) < 0)
            fail("no memory");
        uint64_t from = now_us();
        post(s, request);
        while (want) poll_once(s, take_answer, &want);
        free(request);
        if (atomic_load(&recording) && s->answered < MOST_SAMPLES) s->latencies[s->answered++] = (uint32_t)(now_us() - from);
    }
    return NULL;
}

static int by_size(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return (x > y) - (x < y);
}

int main(int argc, char **argv)
{
    static const struct option options[] = {
        { "port", required_argument, 0, 'p' }, { "pid", required_argument, 0, 'i' },
        { "warmup", required_argument, 0, 'w' }, { "proto", required_argument, 0, 'x' }, { 0, 0, 0, 0 },
    };
    for (int c; (c = getopt_long(argc, argv, "R:S:B:D:", options, NULL)) != -1;) {
        switch (c) {
        case 'p': opt.port = atoi(optarg); break;
        case 'i': opt.pid = atoi(optarg); break;
        case 'w': opt.warm_up = atof(optarg); break;
        case 'x': break;
        case 'R': opt.requesters = atoi(optarg); break;
        case 'S': opt.responders = atoi(optarg); break;
        case 'B': opt.bytes = atoi(optarg); break;
        case 'D': opt.seconds = atof(optarg); break;
        default: return 2;
        }
    }
    int all = opt.requesters + opt.responders;
    run = getpid();
    if (all > MOST_SESSIONS || opt.requesters < 1 || opt.responders < 1) return 2;
    data = malloc((size_t)opt.bytes + 1);
    memset(data, 'd', (size_t)opt.bytes);
    data[opt.bytes] = 0;

    Session *sessions = calloc((size_t)all, sizeof *sessions);
    for (int i = 0; i < all; i++) {
        Session *s = &sessions[i];
        s->asks = i >= opt.responders;
        s->number = s->asks ? i - opt.responders : i;
        snprintf(s->name, sizeof s->name, "%s-%d-%d", s->asks ? "requester" : "responder", run, s->number);
        if (s->asks) s->latencies = malloc(MOST_SAMPLES * sizeof *s->latencies);
        pthread_create(&s->thread, NULL, s->asks ? ask : serve, s);
    }
    while (atomic_load(&connected) < all) usleep(1000);
    usleep((useconds_t)(opt.warm_up * 1e6));
    double cpu = cpu_of(opt.pid);
    uint64_t from = now_us();
    atomic_store(&recording, true);
    usleep((useconds_t)(opt.seconds * 1e6));
    atomic_store(&recording, false);
    double wall = (double)(now_us() - from) / 1e6;
    cpu = cpu_of(opt.pid) - cpu;
    atomic_store(&stopping, true);

    size_t total = 0, at = 0;
    for (int i = opt.responders; i < all; i++) pthread_join(sessions[i].thread, NULL);
    for (int i = opt.responders; i < all; i++) total += sessions[i].answered;
    if (total == 0) fail("nothing was answered");
    uint32_t *latencies = malloc(total * sizeof *latencies);
    for (int i = opt.responders; i < all; i++) {
        memcpy(latencies + at, sessions[i].latencies, sessions[i].answered * sizeof *latencies);
        at += sessions[i].answered;
    }
    qsort(latencies, total, sizeof *latencies, by_size);
    printf("{\"rps\":%.1f,\"ok\":%zu,\"p50_us\":%u,\"p99_us\":%u,\"srv_cpu_s_per_1000\":%.5f}\n", (double)total / wall, total,
           latencies[total / 2], latencies[total * 99 / 100], cpu * 1000 / (double)total);
    fflush(stdout);
    _exit(0);       /* the responders wait in their polls */
}
