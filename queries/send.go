package queries

import "encoding/json"

// runAnswer sends the rows of an answer in Go.
func (j *job) runAnswer(req Request, send func(message) error) error {
	rows, err := j.answer()
	if err != nil {
		return send(endOf(err))
	}
	end := message{End: true}
	s := sender{req: req, row: j.row, send: send, end: &end}
	for _, r := range rows {
		if more, err := s.add(r); err != nil {
			return err
		} else if !more {
			break
		}
	}
	return send(end)
}

// sender sends rows until there are as many as may be.
type sender struct {
	req        Request
	row        func(any) (json.RawMessage, error)
	send       func(message) error
	end        *message // told why there are no more
	sent, size int
}

// add sends a row and reports whether more may come.
func (s *sender) add(value any) (more bool, err error) {
	row, err := s.row(value)
	if err != nil {
		s.end.Error = scriptError(err)
		return false, nil
	}
	s.size += len(row)
	if s.sent == s.req.Limit || s.size > s.req.Bytes {
		s.end.Truncated = true
		return false, nil
	}
	s.sent++
	return true, s.send(message{Row: row})
}
