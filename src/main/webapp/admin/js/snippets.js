/** How a first service is written, with the address of this hub. */

const script = (url) => `// npm install socket.io-client
import { io } from "socket.io-client";

const hub = io("${url}",
  { query: { serviceName: "hello" } });

hub.on("request", ({ id, event, data }) =>
  hub.emit("response", { id, response: { hello: data } }));
setInterval(() =>
  hub.emit("heartbeat", { serviceName: "hello" }), 5000);`;

const java = (url) => `// io.socket:socket.io-client:2.1.2, org.json
Socket hub = IO.socket("${url}",
    IO.Options.builder().setQuery("serviceName=hello").build());
hub.on("request", arguments -> {
  JSONObject request = (JSONObject) arguments[0];
  hub.emit("response", new JSONObject(Map.of(
      "id", request.get("id"), "response", "hello")));
});
hub.connect();
JSONObject me = new JSONObject(Map.of("serviceName", "hello"));
Executors.newScheduledThreadPool(1).scheduleAtFixedRate(
    () -> hub.emit("heartbeat", me), 5, 5, TimeUnit.SECONDS);`;

const python = (url) => `import socketio   # pip install "python-socketio[client]"

hub = socketio.Client()

@hub.on("request")
def request(message):
    answer = {"hello": message.get("data")}
    hub.emit("response", {"id": message["id"], "response": answer})

hub.connect("${url}?serviceName=hello")
while True:
    hub.emit("heartbeat", {"serviceName": "hello"})
    hub.sleep(5)`;

export const SNIPPETS = [
  { language: 'JavaScript', write: script },
  { language: 'Java', write: java },
  { language: 'Python', write: python },
];
