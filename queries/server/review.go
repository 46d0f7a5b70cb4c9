package server

import (
	"encoding/json"
	"errors"
	"mime"
	"net/http"
	"net/url"

	"trigraph/graph/judgement"
	"trigraph/queries/server/guard"
)

// Reviewer is where judgements are kept. It is safe for concurrent use.
type Reviewer interface {
	// Doubts returns what is open, most valuable first.
	Doubts() ([]judgement.Doubt, error)
	// Judgements returns all that were made.
	Judgements() (*judgement.List, error)
	// Judge keeps a judgement whose things are given by any name, lets the graph
	// obey it, and returns its number. An error that Refused fits is the caller's.
	Judge(judgement.Judgement) (int, error)
}

// Refused is a judgement that cannot be made, with why in words for the client.
type Refused struct{ Reason string }

func (r *Refused) Error() string { return r.Reason }

// mayReview refuses where the server was not started to take judgements.
func (s *Server) mayReview() error {
	if s.options.Review == nil {
		return refuse(http.StatusForbidden, "this server takes no judgements; start it with serve.review: true")
	}
	return nil
}

// review is GET /api/review?limit=N&kind=K.
func (s *Server) review(w http.ResponseWriter, r *http.Request) error {
	if err := s.mayReview(); err != nil {
		return err
	}
	limit, err := limitOf(r.URL.Query().Get("limit"), 50)
	if err != nil {
		return err
	}
	doubts, err := s.options.Review.Doubts()
	if err != nil {
		return err
	}
	list := []judgement.Doubt{}
	for _, d := range doubts {
		if kind := r.URL.Query().Get("kind"); (kind == "" || kind == d.Kind) && len(list) < limit {
			list = append(list, d)
		}
	}
	return writeJSON(w, http.StatusOK, list)
}

// judged is a judgement in an answer.
type judged struct {
	Number int  `json:"number"`
	Holds  bool `json:"holds"`
	judgement.Judgement
}

// listJudgements is GET /api/judgements.
func (s *Server) listJudgements(w http.ResponseWriter, _ *http.Request) error {
	if err := s.mayReview(); err != nil {
		return err
	}
	list, err := s.options.Review.Judgements()
	if err != nil {
		return err
	}
	holds := map[int]bool{}
	for _, j := range list.Holding() {
		holds[j.Number] = true
	}
	out := []judged{}
	for _, j := range list.All() {
		out = append(out, judged{j.Number, holds[j.Number], j})
	}
	return writeJSON(w, http.StatusOK, out)
}

// judge is POST /api/judgements with a judgement as JSON.
func (s *Server) judge(w http.ResponseWriter, r *http.Request) error {
	if err := s.mayReview(); err != nil {
		return err
	}
	if err := s.sameSite(r); err != nil {
		return err
	}
	dec := json.NewDecoder(r.Body)
	dec.DisallowUnknownFields()
	var j judgement.Judgement
	if err := dec.Decode(&j); err != nil {
		return refuse(http.StatusBadRequest, "no judgement: %v", err)
	}
	n, err := s.options.Review.Judge(j)
	if refused := (*Refused)(nil); errors.As(err, &refused) {
		return refuse(http.StatusConflict, "%s", refused.Reason)
	}
	if err != nil {
		return err
	}
	return writeJSON(w, http.StatusCreated, map[string]any{"number": n})
}

// sameSite refuses what a page of another site may have sent in the user's name:
// such a page can post forms, but not JSON, and its browser tells whence it is.
func (s *Server) sameSite(r *http.Request) error {
	if kind, _, err := mime.ParseMediaType(r.Header.Get("Content-Type")); err != nil || kind != "application/json" {
		return refuse(http.StatusUnsupportedMediaType, "a judgement is sent as Content-Type: application/json")
	}
	if site := r.Header.Get("Sec-Fetch-Site"); site != "" && site != "same-origin" && site != "none" {
		return refuse(http.StatusForbidden, "judgements are not taken from other sites")
	}
	if origin := r.Header.Get("Origin"); origin != "" {
		if u, err := url.Parse(origin); err != nil || u.Host != r.Host {
			return refuse(http.StatusForbidden, "judgements are not taken from %s", origin)
		}
	}
	if role := guard.VisitOf(r.Context()).Role; role != guard.Write {
		return refuse(http.StatusForbidden, "a judgement needs a token with the role write; this one has the role %s", role)
	}
	return nil
}
