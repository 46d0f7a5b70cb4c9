package queries

import "encoding/json"

// Request is what to ask: a named question with its parameters, or a script.
type Request struct {
	Question string            `json:"question,omitempty"`
	Script   string            `json:"script,omitempty"`
	Lang     string            `json:"lang,omitempty"`     // of the script, one of Languages; "" is Gizmo
	Shape    bool              `json:"shape,omitempty"`    // the nodes and links of the script, in place of its answer
	Params   map[string]string `json:"params,omitempty"`   // in a script: strings in $
	Language string            `json:"language,omitempty"` // of labels: "en", "de" or "zh"
	// Gizmo has the script of a named question answer, also where Go would be
	// quicker.
	Gizmo bool `json:"gizmo,omitempty"`
	// LinkedData asks for a script's values as JSON-LD, which keeps languages.
	LinkedData bool `json:"linked_data,omitempty"`
	// Limit is the most rows wanted; 0 and what is above the Runner's limit
	// mean the Runner's.
	Limit int `json:"limit"`
	Bytes int `json:"bytes"` // set by the Runner
}

// message is a line from the child. The first of its life is Ready; each
// answer is a head with columns, rows, and an end.
type message struct {
	Ready      bool            `json:"ready,omitempty"`
	Columns    []string        `json:"columns,omitempty"`
	Notes      []string        `json:"notes,omitempty"`
	Generation int             `json:"generation,omitempty"`
	Row        json.RawMessage `json:"row,omitempty"`
	End        bool            `json:"end,omitempty"`
	Value      json.RawMessage `json:"value,omitempty"`
	Note       string          `json:"note,omitempty"`
	Truncated  bool            `json:"truncated,omitempty"`
	Last       bool            `json:"last,omitempty"` // the child ends after this
	Error      *Error          `json:"error,omitempty"`
}
