package export

import (
	"bufio"
	"fmt"
	"maps"
	"slices"
	"strings"

	"trigraph/graph"
)

// cypherBatch is how many rows one statement loads.
const cypherBatch = 500

// cypherSink writes statements for Neo4j and what else speaks Cypher: first the
// constraint, by which rows are found fast, then rows in batches of one class or
// one predicate, since labels and types cannot be parameters. Loading twice
// changes nothing.
type cypherSink struct {
	*plan
	w        *bufio.Writer
	ofNodes  []column[node]
	ofEdges  []column[edge]
	nodeRows map[string][]string // by label
	edgeRows map[string][]string // by type
	err      error
}

func (p *plan) openCypher(w *bufio.Writer) (sink, error) {
	s := &cypherSink{plan: p, w: w, nodeRows: map[string][]string{}, edgeRows: map[string][]string{}}
	s.ofNodes = without(p.nodeColumns(), "label", "entity", "class", "class_label", "names", "same_as")
	s.ofEdges = without(p.edgeColumns(), "interaction", "article_ids", "time", "particulars", "article_languages")
	_, err := w.WriteString("CREATE CONSTRAINT trigraph_entity IF NOT EXISTS FOR (n:Entity) REQUIRE n.id IS UNIQUE;\n")
	return s, err
}

func (s *cypherSink) node(n node) error {
	labels := "Entity"
	for c := n.Class; c != ""; c = s.Ontology.Parent(c) {
		labels += ":" + cypherName(string(c))
	}
	row := s.properties(scalars(s.ofNodes, n), map[string][]string{"names": n.Names, "same_as": n.SameAs})
	s.nodeRows[labels] = append(s.nodeRows[labels], "{id: "+s.text(n.ID)+", properties: "+row+"}")
	if len(s.nodeRows[labels]) == cypherBatch {
		s.nodeBatch(labels)
	}
	return s.err
}

func (s *cypherSink) edge(e edge) error {
	if len(s.nodeRows) > 0 {
		s.flush(s.nodeRows, s.nodeBatch)
	}
	kind := string(e.Predicate)
	if e.Status != graph.Stated { // nobody shall count a plan as done
		kind += "_" + string(e.Status)
	}
	row := s.properties(scalars(s.ofEdges, e), map[string][]string{
		"article_ids": e.articles, "times": e.times,
		"particulars": e.particulars, "article_languages": e.languages,
	})
	s.edgeRows[kind] = append(s.edgeRows[kind], "{id: "+s.text(e.id)+", source: "+s.text(e.Subject)+
		", target: "+s.text(e.Object)+", properties: "+row+"}")
	if len(s.edgeRows[kind]) == cypherBatch {
		s.edgeBatch(kind)
	}
	return s.err
}

func (s *cypherSink) close() error {
	s.flush(s.nodeRows, s.nodeBatch)
	s.flush(s.edgeRows, s.edgeBatch)
	return s.err
}

func (s *cypherSink) flush(rows map[string][]string, batch func(string)) {
	for _, kind := range sortedKeys(rows) {
		batch(kind)
	}
	clear(rows)
}

func (s *cypherSink) nodeBatch(labels string) {
	s.batch(s.nodeRows[labels], "MERGE (n:Entity {id: row.id}) SET n:"+labels+" SET n += row.properties;\n")
	s.nodeRows[labels] = s.nodeRows[labels][:0]
}

func (s *cypherSink) edgeBatch(kind string) {
	s.batch(s.edgeRows[kind], "MATCH (a:Entity {id: row.source}), (b:Entity {id: row.target}) MERGE (a)-[r:"+
		cypherName(kind)+" {id: row.id}]->(b) SET r += row.properties;\n")
	s.edgeRows[kind] = s.edgeRows[kind][:0]
}

func (s *cypherSink) batch(rows []string, load string) {
	if len(rows) > 0 && s.err == nil {
		_, s.err = s.w.WriteString("UNWIND [\n" + strings.Join(rows, ",\n") + "\n] AS row " + load)
	}
}

// properties writes a map of Cypher, without what is empty.
func (s *cypherSink) properties(one []cypherProperty, many map[string][]string) string {
	var list []string
	for _, p := range one {
		value := p.value
		if p.quoted {
			value = s.text(value)
		}
		list = append(list, p.name+": "+value)
	}
	for _, name := range sortedKeys(many) {
		if len(many[name]) == 0 {
			continue
		}
		var values []string
		for _, v := range many[name] {
			values = append(values, s.text(v))
		}
		list = append(list, name+": ["+strings.Join(values, ", ")+"]")
	}
	return "{" + strings.Join(list, ", ") + "}"
}

type cypherProperty struct {
	name, value string
	quoted      bool
}

func scalars[T any](columns []column[T], row T) []cypherProperty {
	var list []cypherProperty
	for _, c := range columns {
		if v := c.value(row); v != "" {
			list = append(list, cypherProperty{c.name, v, c.kind == "string"})
		}
	}
	return list
}

// text writes a string. Of a backslash before u, some versions of Cypher make a
// character before they read the string, even where another backslash stands
// before it; so that u is written as its code.
func (s *cypherSink) text(v string) string {
	var b strings.Builder
	b.WriteByte('\'')
	before := ' '
	for _, r := range s.tally.clean(v) {
		switch {
		case r == '\'' || r == '\\':
			b.WriteString(`\` + string(r))
		case r == 'u' && before == '\\' || r < ' ' || r == 0x7f:
			fmt.Fprintf(&b, `\u%04X`, r)
		default:
			b.WriteRune(r)
		}
		before = r
	}
	b.WriteByte('\'')
	return b.String()
}

// cypherName quotes a label or a type.
func cypherName(s string) string { return "`" + strings.ReplaceAll(s, "`", "``") + "`" }

func sortedKeys[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }
