package queries

import (
	"context"
	"encoding/json"
	"errors"
	"regexp"
	"slices"
	"strings"

	cayley "github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/query"
	"github.com/cayleygraph/cayley/query/gizmo"
	"github.com/cayleygraph/cayley/query/graphql"
	"github.com/cayleygraph/cayley/query/mql"
)

// Languages are the query languages that a Request may be in, as Cayley calls
// them. They are those that Cayley answers over HTTP; LinkedQL came later than
// the version used here.
func Languages() []string { return []string{gizmo.Name, graphql.Name, mql.Name} }

// foreign answers what is no Gizmo to be run: a query in another language, or a
// question for the shape of one.
func (e *engine) foreign(req Request, send func(message) error) error {
	if err := send(message{Generation: e.store.Generation()}); err != nil {
		return err
	}
	ctx := context.Background() // the parent keeps the time
	end := message{End: true}
	s := sender{req: req, row: encode, send: send, end: &end}
	var err error
	switch {
	case !slices.Contains(Languages(), req.Lang) && req.Lang != "":
		err = errorf(BadScript, "query language %q is not known here; known are %s", req.Lang, strings.Join(Languages(), ", "))
	case req.Shape:
		err = e.shape(req, &s)
	case req.Lang == graphql.Name:
		err = e.graphQL(ctx, req.Script, &s)
	default:
		err = e.mql(ctx, req.Script, &s)
	}
	if err != nil {
		end.Error = placed(req.Script, err)
	}
	return send(end)
}

// shape gives the nodes and links of a query as one row.
func (e *engine) shape(req Request, s *sender) error {
	qs := plain{e.store.Cayley()}
	var session query.HTTP = gizmo.NewSession(qs)
	switch req.Lang {
	case graphql.Name:
		return errorf(BadScript, "a query in GraphQL has no shape")
	case mql.Name:
		session = mql.NewSession(qs)
	}
	shape, err := session.ShapeOf(req.Script)
	if err != nil {
		return err
	}
	return s.whole(shape)
}

// plain is a store without ways of its own to answer a query, which Cayley could
// not draw.
type plain struct{ cayley.QuadStore }

// graphQL gives the data of a query as one row.
func (e *engine) graphQL(ctx context.Context, text string, s *sender) error {
	q, err := graphql.Parse(strings.NewReader(text))
	if err != nil {
		return err
	}
	data, err := q.Execute(ctx, e.store.Cayley())
	if err != nil {
		return err
	}
	return s.whole(data)
}

// whole sends an answer that is one row and nothing without all of it.
func (s *sender) whole(value any) error {
	if _, err := s.add(value); err != nil {
		return err
	}
	if s.end.Truncated {
		return errorf(TooMuchMemory, "the answer is longer than %d bytes; ask for less", s.req.Bytes)
	}
	return nil
}

func (e *engine) mql(ctx context.Context, text string, s *sender) error {
	it, err := mql.NewSession(e.store.Cayley()).Execute(ctx, text, query.Options{Collation: query.JSON})
	if err != nil {
		return err
	}
	defer it.Close()
	for it.Next(ctx) {
		if more, err := s.add(it.Result()); err != nil || !more {
			return err
		}
	}
	return it.Err()
}

// graphQLPlace is where the parser of GraphQL says where a fault is; the lines of
// the query follow.
var graphQLPlace = regexp.MustCompile(`^Syntax Error .*?\((\d+):(\d+)\) (.*)`)

// placed is an error with its place in the query, where the parser tells it.
func placed(text string, err error) *Error {
	var own *Error
	var fault *json.SyntaxError
	switch {
	case errors.As(err, &own):
		return own
	case errors.As(err, &fault):
		before := text[:min(int(max(fault.Offset-1, 0)), len(text))]
		line := strings.Count(before, "\n")
		return &Error{BadScript, fault.Error(), line + 1, len([]rune(before[strings.LastIndex(before, "\n")+1:])) + 1}
	}
	if m := graphQLPlace.FindStringSubmatch(err.Error()); m != nil {
		return &Error{BadScript, m[3], number(m[1]), number(m[2])}
	}
	return scriptError(err)
}
