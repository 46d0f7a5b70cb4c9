package guard

import (
	"fmt"
	"net/http"
	"net/url"
	"slices"
)

// checkOrigin refuses what no browser sends as Origin: a path, capitals, a star.
func checkOrigin(origin string) error {
	u, err := url.Parse(origin)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Hostname() == "" || origin != u.Scheme+"://"+u.Host {
		return fmt.Errorf("origin %q: want https://HOST or https://HOST:PORT, one of a browser's pages", origin)
	}
	return nil
}

// crossOrigin lets pages of the listed origins read the answer, and answers the
// question that a browser sends ahead (the fetch standard's CORS-preflight). A
// browser never sends its own passwords along: such a page must bring a token.
func (g *Guard) crossOrigin(w http.ResponseWriter, r *http.Request) error {
	if len(g.options.Origins) > 0 {
		w.Header().Add("Vary", "Origin")
	}
	origin := r.Header.Get("Origin")
	asked := r.Method == http.MethodOptions && origin != "" && r.Header.Get("Access-Control-Request-Method") != ""
	if !slices.Contains(g.options.Origins, origin) {
		if asked {
			return refuse(http.StatusForbidden, "pages of %.100q may not ask this server; serve.origins lists those that may", origin)
		}
		return nil
	}
	h := w.Header()
	h.Set("Access-Control-Allow-Origin", origin)
	h.Set("Access-Control-Expose-Headers", "Content-Disposition, ETag, Retry-After, Trigraph-Truncated, X-Request-Id")
	if !asked {
		return nil
	}
	h.Set("Access-Control-Allow-Methods", "GET, HEAD, POST")
	h.Set("Access-Control-Allow-Headers", "Accept, Authorization, Content-Type, X-Request-Id")
	h.Set("Access-Control-Max-Age", "600")
	w.WriteHeader(http.StatusNoContent)
	return ErrAnswered
}

// AllowFrames lets pages of the listed origins, and of this server, show the
// answer in a frame, as OpenRefine does with its previews.
func (g *Guard) AllowFrames(h http.Header) {
	frames := "'self'"
	for _, origin := range g.options.Origins {
		frames += " " + origin
	}
	setPolicy(h, frames)
}
