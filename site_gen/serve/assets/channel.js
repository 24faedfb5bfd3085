// News from the server: a socket that comes back by itself when the server does.

const FIRST_WAIT = 200;
const LONGEST_WAIT = 3000;

export function listen(onNews, onLost) {
  const address = new URL("/_desk/socket", location.href);
  address.protocol = address.protocol.replace("http", "ws");
  let wait = FIRST_WAIT;
  const connect = () => {
    const socket = new WebSocket(address);
    socket.addEventListener("open", () => {
      wait = FIRST_WAIT;
      // livereload's own patience grows to a minute.
      window.LiveReload?.connector?.connect();
    });
    socket.addEventListener("message", (event) => onNews(JSON.parse(event.data)));
    socket.addEventListener("close", () => {
      onLost();
      setTimeout(connect, wait);
      wait = Math.min(2 * wait, LONGEST_WAIT);
    });
  };
  connect();
}
