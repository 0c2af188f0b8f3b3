/* Tells of changes, for as long as the page can be seen: a browser keeps no more than six connections to one
   host, and each page that is open by itself would hold one of them. */
export const listen = (onRevision, onLost = () => {}) => {
  let events = null;
  const follow = () => {
    if (document.hidden) {
      events?.close();
      events = null;
    } else if (!events) {
      events = new EventSource("/_preview/events");
      events.onmessage = ({ data }) => onRevision(data);
      events.onerror = onLost;
    }
  };
  document.addEventListener("visibilitychange", follow);
  follow();
};
