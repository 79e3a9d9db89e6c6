/** What the reader has chosen, and how the page stands to the hub. Owned by main.js; parts only read it. */
export class Page {
  session = null;
  selected = null;
  /** The caller to which an edge led, or null. */
  peer = null;
  tile = null;
  query = '';
  show = 'all';
  isPaused = false;
  lostAt = null;
  nextTryAt = null;
  inFlight = 0;

  get isConnected() {
    return this.lostAt === null;
  }

  get maySteer() {
    return this.session?.role === 'admin';
  }

  /** Whether the pressed tile means this service. */
  wants(picture, name) {
    const service = picture.service(name);
    return service !== undefined && picture.concerns(this.tile, service);
  }

  /** Whether the table shows this service. */
  shows(picture, service) {
    const level = picture.level(service.name);
    const isChosen =
      this.show === 'all' ||
      (this.show === 'problems' && (level === 'bad' || level === 'warn')) ||
      (this.show === 'polling' && service.transport === 'polling' && service.state !== 'gone');
    const words = `${service.name} ${service.address ?? ''}`.toLowerCase();
    return isChosen && words.includes(this.query.toLowerCase()) && (this.tile === null || this.wants(picture, service.name));
  }
}
