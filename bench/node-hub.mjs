// A request hub on Socket.IO and Node in as few lines as it takes: the yardstick of what a user has without ours.
import { createServer } from "node:http";
import { Server } from "socket.io";

const server = createServer();
const io = new Server(server, { cors: { origin: "*" } });
const services = new Map();
const askers = new Map();

io.on("connection", (socket) => {
  const { serviceName } = socket.handshake.query;
  services.set(serviceName, socket);
  socket.on("request", ({ targetService, payload }) => {
    const target = services.get(targetService);
    if (!target) {
      const error = { code: "TARGET_SERVICE_NOT_FOUND", message: `Service "${targetService}" not found` };
      socket.emit("response", { id: payload.id, response: { error } });
      return;
    }
    askers.set(payload.id, socket);
    target.emit("request", payload);
  });
  socket.on("response", ({ id, response }) => {
    askers.get(id)?.emit("response", { id, response });
    askers.delete(id);
  });
  socket.on("heartbeat", () => {});
  socket.on("disconnect", () => services.delete(serviceName));
});

server.listen(Number(process.env.PORT), "127.0.0.1");
