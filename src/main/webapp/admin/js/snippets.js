/** How a first service is written, with the address of this hub. Each line is a list of pieces: text, or [kind, text]. */

const script = (url) => `import { io } from "socket.io-client";   // npm install socket.io-client

const hub = io("${url}", { query: { serviceName: "hello" } });

hub.on("request", ({ id, event, data }) =>
  hub.emit("response", { id, response: { hello: data } }));
setInterval(() => hub.volatile.emit("heartbeat", { serviceName: "hello" }), 5000);`;

const java = (url) => `// io.socket:socket.io-client:2.1.2, org.json
Socket hub = IO.socket("${url}",
    IO.Options.builder().setQuery("serviceName=hello").build());
hub.on("request", arguments -> {
  JSONObject request = (JSONObject) arguments[0];
  hub.emit("response", new JSONObject(Map.of(
      "id", request.get("id"), "response", "hello")));
});
hub.connect();
new Timer().schedule(new TimerTask() {
  public void run() { hub.emit("heartbeat", new JSONObject(Map.of("serviceName", "hello"))); }
}, 5000, 5000);`;

const python = (url) => `import socketio                      # pip install "python-socketio[client]"

hub = socketio.Client()

@hub.on("request")
def request(message):
    hub.emit("response", {"id": message["id"], "response": {"hello": message.get("data")}})

hub.connect("${url}?serviceName=hello")
while True:
    hub.emit("heartbeat", {"serviceName": "hello"})
    hub.sleep(5)`;

export const SNIPPETS = [
  { language: 'JavaScript', write: script },
  { language: 'Java', write: java },
  { language: 'Python', write: python },
];
