package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// TestHTTPExamples asks every request that docs/http.md shows of a server on
// the sample graph. The answer has the fields that the page shows, no more and
// no fewer, each of the kind that it shows.
func TestHTTPExamples(t *testing.T) {
	if testing.Short() {
		t.Skip("starts a server")
	}
	base := served(t, t.TempDir())
	asked := 0
	for _, x := range httpExamples(t) {
		status, body := get(t, base+x.path)
		if status != http.StatusOK {
			t.Errorf("GET %s: %d %s", x.path, status, body)
		}
		asked++
		if x.answer == "" {
			continue
		}
		var want, got any
		if err := json.Unmarshal([]byte(x.answer), &want); err != nil {
			t.Errorf("GET %s: the answer that is shown: %v", x.path, err)
		}
		if err := json.Unmarshal([]byte(body), &got); err != nil {
			t.Errorf("GET %s: %v in %s", x.path, err, body)
		}
		for _, fault := range alike("", want, got) {
			t.Errorf("GET %s: %s", x.path, fault)
		}
	}
	if asked < 10 {
		t.Errorf("docs/http.md shows %d requests", asked)
	}
}

// served builds the sample graph in dir and serves it; it returns the address.
func served(t *testing.T, dir string, args ...string) string {
	t.Helper()
	trigraph(t, dir, nil, "build").begin().ends(exitDone)
	return serving(t, dir, args...)
}

// serving serves the graph in dir.
func serving(t *testing.T, dir string, args ...string) string {
	t.Helper()
	return servingWith(t, dir, nil, args...)
}

func servingWith(t *testing.T, dir string, env []string, args ...string) string {
	t.Helper()
	c := trigraph(t, dir, env, append([]string{"serve", "--address", "127.0.0.1:0"}, args...)...).begin()
	address := regexp.MustCompile(`http://\S+`)
	until(t, "it serves", func() bool { return address.MatchString(c.out.String()) })
	return strings.TrimSuffix(address.FindString(c.out.String()), "/")
}

func get(t *testing.T, url string) (status int, body string) {
	t.Helper()
	r, err := http.Get(url)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Body.Close()
	text, err := io.ReadAll(r.Body)
	if err != nil {
		t.Fatal(err)
	}
	return r.StatusCode, string(text)
}

// httpExample is a request of the page, and the answer behind it, if any.
type httpExample struct{ path, answer string }

func httpExamples(t *testing.T) (list []httpExample) {
	t.Helper()
	f, err := os.Open(filepath.Join("..", "..", "docs", "http.md"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	lines := bufio.NewScanner(f)
	inside := false
	for lines.Scan() {
		line := lines.Text()
		path, asks := strings.CutPrefix(line, "GET ")
		switch {
		case asks:
			list = append(list, httpExample{path: path})
		case line == "```json":
			inside = true
		case line == "```":
			inside = false
		case inside:
			list[len(list)-1].answer += line + "\n"
		}
	}
	return list
}

// alike says where two JSON values differ in their fields or kinds. Of lists
// the first elements are compared, and what is empty is like anything; an
// object whose keys are data (languages, classes) may have others.
func alike(where string, want, got any) (faults []string) {
	if fmt.Sprintf("%T", want) != fmt.Sprintf("%T", got) {
		return []string{fmt.Sprintf("%s is %T, the page shows %T", where, got, want)}
	}
	switch want := want.(type) {
	case []any:
		if got := got.([]any); len(want) > 0 && len(got) > 0 {
			return alike(where+"[]", want[0], got[0])
		}
	case map[string]any:
		got := got.(map[string]any)
		if open := regexp.MustCompile(`labels|names_by_language|classes|predicates|languages`); open.MatchString(where[strings.LastIndex(where, ".")+1:]) && !strings.HasSuffix(where, "[]") {
			return nil
		}
		if a, b := slices.Sorted(maps.Keys(want)), slices.Sorted(maps.Keys(got)); !slices.Equal(a, b) {
			return []string{fmt.Sprintf("%s has %v, the page shows %v", where, b, a)}
		}
		for key := range want {
			faults = append(faults, alike(where+"."+key, want[key], got[key])...)
		}
	}
	return faults
}
