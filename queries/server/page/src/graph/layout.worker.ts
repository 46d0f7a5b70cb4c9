/** Lays a graph out beside the page's own thread. */
export {};
