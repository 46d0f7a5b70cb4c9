package server

import (
	"bufio"
	"encoding/json"
	"hash/fnv"
	"math"
	"net/http"

	"trigraph/graph"
	"trigraph/queries/walk"
)

// gephiStream is GET /gephi/gs, the protocol of Gephi's Graph Streaming plugin:
// an event a line, each ended by \r\n. It gives what /api/graph does, and takes
// the same parameters: Cayley's own stream of raw quads would draw a node for
// every number and quotation. Cayley's mode= is taken and makes no difference.
func (s *Server) gephiStream(w http.ResponseWriter, r *http.Request) error {
	st := s.store(w)
	p := readParams(r)
	p.among("mode", "raw", "nodes")
	language, depth := p.language(), p.number("depth", 1, 1, 3)
	k := st.walker(p.filter(st.ontology, "from", "to"), p.number("limit", maxNodes, 1, maxNodes))
	ids := st.ids(p, "entity")
	if err := p.done(); err != nil {
		return err
	}
	ctx, cancel := s.inTime(r)
	defer cancel()
	g, err := st.walked(ctx, k, ids, depth)
	if err != nil {
		return err
	}
	w.Header().Set("Content-Type", "application/stream+json")
	b := bufio.NewWriter(w)
	enc := json.NewEncoder(crlf{b})
	enc.SetEscapeHTML(false)
	for _, n := range g.Nodes {
		if err := enc.Encode(event{"an": {n.ID: gephiNode(n, language)}}); err != nil {
			return cutOff(w, r, err)
		}
	}
	for _, e := range g.Edges {
		if err := enc.Encode(event{"ae": {e.ID(): gephiEdge(e, st.ontology, language)}}); err != nil {
			return cutOff(w, r, err)
		}
	}
	_ = b.Flush() // a client that has gone is no error of ours
	return nil
}

// event is a line of the stream: by what happens ("an": a node is added, "ae":
// an edge is), the things by id.
type event map[string]map[string]map[string]any

func gephiNode(n walk.Node, language string) map[string]any {
	x, y := place(n.ID)
	return map[string]any{"label": label(n.Entity, language), "size": 5 + 3*math.Sqrt(float64(n.Degree)), "x": x, "y": y,
		"class": n.Class, "country": n.Country, "articles": n.Articles}
}

func gephiEdge(e *walk.Edge, o *graph.Ontology, language string) map[string]any {
	p, _ := o.Predicate(e.Predicate)
	return map[string]any{"source": e.Source, "target": e.Target, "directed": !p.Symmetric, "label": o.Label(string(e.Predicate), language),
		"pred": e.Predicate, "weight": len(e.Articles), "status": e.Status, "confidence": rounded(e.Best.Confidence)}
}

// place gives a node a place of its own within a circle, the same each time:
// Gephi's layouts move nothing that lies at one point.
func place(id string) (x, y float64) {
	h := fnv.New64a()
	_, _ = h.Write([]byte(id))
	sum := h.Sum64()
	angle, radius := float64(sum%3600)/1800*math.Pi, 500*math.Sqrt(float64(sum/3600%10000)/10000)
	return math.Round(radius * math.Cos(angle)), math.Round(radius * math.Sin(angle))
}

// crlf ends lines as Gephi wants them.
type crlf struct{ w *bufio.Writer }

func (c crlf) Write(line []byte) (int, error) {
	if _, err := c.w.Write(line[:len(line)-1]); err != nil { // the encoder writes a line at once
		return 0, err
	}
	_, err := c.w.WriteString("\r\n")
	return len(line), err
}
