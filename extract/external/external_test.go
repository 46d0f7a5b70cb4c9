package external

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"trigraph/corpus"
	"trigraph/extract"
	"trigraph/graph"
)

// The test's own binary is the program: its first argument says how it behaves.
func TestMain(m *testing.M) {
	if len(os.Args) > 2 && os.Args[1] == "stand-in" {
		standIn(os.Args[2])
		return
	}
	os.Exit(m.Run())
}

func standIn(mood string) {
	switch mood {
	case "dead":
		fmt.Fprintln(os.Stderr, "model.onnx: no such file")
		os.Exit(1)
	case "strange":
		fmt.Println(`{"labels":["UP","DOWN"]}`)
	default:
		fmt.Println(`{"labels":["ORG","LOC","MISC"]}`)
	}
	in := bufio.NewScanner(os.Stdin)
	for in.Scan() {
		var r struct{ Sentences []string }
		_ = json.Unmarshal(in.Bytes(), &r)
		switch mood {
		case "dies":
			fmt.Fprintln(os.Stderr, "out of memory")
			os.Exit(2)
		case "refuses":
			fmt.Println(`{"error":"too long"}`)
		case "outside":
			fmt.Println(`{"names":[[{"start":3,"end":999,"label":"ORG","score":1}]]}`)
		case "few":
			fmt.Println(`{"names":[]}`)
		case "hangs":
			select {}
		default:
			fmt.Println(answer(r.Sentences))
		}
	}
}

// answer calls every "Zorp" an organization and "Qua" something doubtful.
func answer(sentences []string) string {
	names := make([][]map[string]any, len(sentences))
	for i, s := range sentences {
		for _, w := range []struct {
			name, label string
			score       float64
		}{{"Zorp", "ORG", 1}, {"Qua", "LOC", 0.3}, {"Misk", "MISC", 0.9}} {
			if at := strings.Index(s, w.name); at >= 0 {
				names[i] = append(names[i], map[string]any{"start": at, "end": at + len(w.name), "label": w.label, "score": w.score})
			}
		}
	}
	line, _ := json.Marshal(map[string]any{"names": names})
	return string(line)
}

func document(sentences ...string) *extract.Document {
	d := extract.New(&corpus.Article{Text: strings.Join(sentences, " ")})
	at := 0
	for _, s := range sentences {
		d.Sentences = append(d.Sentences, extract.Sentence{Span: corpus.Span{Start: at, End: at + len(s)}})
		at += len(s) + 1
	}
	return d
}

func start(t *testing.T, mood string) (*Tagger, error) {
	t.Helper()
	return Start(os.Args[0], "stand-in", mood)
}

func TestAnalyze(t *testing.T) {
	tagger, err := start(t, "well")
	if err != nil {
		t.Fatal(err)
	}
	d := document("Über Zorp und Qua.", "Nichts, Misk.", "歌尔与Zorp", "\xff Zorp")
	if err := tagger.Analyze(context.Background(), d); err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, m := range d.Candidates {
		got = append(got, fmt.Sprintf("%s %s %s %.2f", d.Text(m.Span), m.Class, m.Step, m.Confidence))
	}
	one := "Zorp Organization model 0.95"
	if !slices.Equal(got, []string{one, one, one}) {
		t.Errorf("candidates: %q", got)
	}
	if err := tagger.Analyze(context.Background(), document()); err != nil {
		t.Errorf("an empty document: %v", err)
	}
	if err := tagger.Close(); err != nil {
		t.Errorf("close: %v", err)
	}
	if err := tagger.Analyze(context.Background(), document("Zorp")); err == nil {
		t.Error("a closed program was asked")
	}
}

func TestStartErrors(t *testing.T) {
	for mood, want := range map[string]string{"dead": "model.onnx: no such file", "strange": "none of its labels is known: UP, DOWN"} {
		if _, err := start(t, mood); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %q", mood, err, want)
		}
	}
	if _, err := Start("./there-is-no-such-program"); err == nil {
		t.Error("a program that is not there was started")
	}
}

func TestAnalyzeErrors(t *testing.T) {
	for mood, want := range map[string]string{"dies": "out of memory", "refuses": "too long", "outside": "name 3-999 lies outside the sentence at byte 0", "few": "0 lists of names for 1 sentences"} {
		tagger, err := start(t, mood)
		if err != nil {
			t.Fatal(err)
		}
		for range 2 { // the second time, too
			if err := tagger.Analyze(context.Background(), document("Zorp")); err == nil || !strings.Contains(err.Error(), want) {
				t.Errorf("%s: %v, want %q", mood, err, want)
			}
		}
		_ = tagger.Close()
	}
}

func TestCancel(t *testing.T) {
	tagger, err := start(t, "hangs")
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if err := tagger.Analyze(ctx, document("Zorp")); err == nil {
		t.Error("no error from a program that was ended")
	}
}

func TestLabelsAreClasses(t *testing.T) {
	ontology, err := graph.LoadOntology()
	if err != nil {
		t.Fatal(err)
	}
	var labels []string
	for line := range strings.Lines(labelTable) {
		label, class, ok := strings.Cut(strings.TrimSpace(line), "\t")
		if strings.HasPrefix(line, "#") {
			continue
		}
		if !ok || label != strings.ToLower(label) || !slices.Contains(ontology.Classes(), graph.Class(class)) {
			t.Errorf("labels.tsv: %q", line)
		}
		labels = append(labels, label)
	}
	if !slices.IsSorted(labels) || len(slices.Compact(slices.Clone(labels))) != len(labels) {
		t.Error("labels.tsv is not sorted, or says a label twice")
	}
}
