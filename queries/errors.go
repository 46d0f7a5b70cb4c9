package queries

import "fmt"

// Kind says what kept a question from being answered.
type Kind string

// The kinds of Error.
const (
	BadScript       Kind = "bad script"
	BadParameter    Kind = "bad parameter"
	UnknownQuestion Kind = "unknown question"
	UnknownEntity   Kind = "unknown entity"
	Ambiguous       Kind = "ambiguous name"
	Timeout         Kind = "timeout"
	TooMuchMemory   Kind = "too much memory"
	Crashed         Kind = "crashed"
	Busy            Kind = "busy"
	NoStore         Kind = "no store" // none there, or one that cannot be read
)

// Error is why a question was not answered, in words fit for whoever asked it.
type Error struct {
	Kind    Kind   `json:"kind"`
	Message string `json:"error"`
	// Line and Column count from 1 and say where in the script; 0 where unknown.
	Line   int `json:"line,omitempty"`
	Column int `json:"column,omitempty"`
}

func (e *Error) Error() string {
	if e.Line > 0 {
		return fmt.Sprintf("line %d, column %d: %s", e.Line, e.Column, e.Message)
	}
	return e.Message
}

func errorf(k Kind, format string, args ...any) *Error {
	return &Error{Kind: k, Message: fmt.Sprintf(format, args...)}
}
