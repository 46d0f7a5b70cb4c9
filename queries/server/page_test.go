package server

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io/fs"
	"net/http/httptest"
	"os"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// manifest is what build.mjs writes beside what it built.
type manifest struct {
	Sources, Built string
	First, Files   []string
}

func readManifest(t *testing.T) manifest {
	t.Helper()
	text, err := os.ReadFile("page/dist/manifest.json")
	if err != nil {
		t.Fatal(err)
	}
	var m manifest
	if err := json.Unmarshal(text, &m); err != nil {
		t.Fatal(err)
	}
	return m
}

// hashOf is build.mjs's hash.
func hashOf(t *testing.T, files []string) string {
	t.Helper()
	slices.Sort(files)
	sum := sha256.New()
	for _, f := range files {
		text, err := os.ReadFile(path.Join("page", f))
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprintf(sum, "%s %d\n%s", f, len(text), text)
	}
	return hex.EncodeToString(sum.Sum(nil))
}

func filesOf(t *testing.T, dir string) []string {
	t.Helper()
	var list []string
	err := fs.WalkDir(os.DirFS("page"), dir, func(p string, e fs.DirEntry, err error) error {
		if err == nil && !e.IsDir() {
			list = append(list, p)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return list
}

// TestPageIsBuilt: what is committed in dist is what the sources give, found
// out without node.
func TestPageIsBuilt(t *testing.T) {
	m := readManifest(t)
	sources := append(filesOf(t, "src"), "build.mjs", "package-lock.json", "package.json", "tsconfig.json")
	sources = slices.DeleteFunc(sources, func(f string) bool { return strings.HasSuffix(f, ".test.ts") })
	if got := hashOf(t, sources); got != m.Sources {
		t.Error("page/dist was built from other sources: run go generate ./queries/server")
	}
	built := slices.DeleteFunc(filesOf(t, "dist"), func(f string) bool { return f == "dist/manifest.json" })
	if !slices.Equal(built, m.Files) || hashOf(t, built) != m.Built {
		t.Error("page/dist is not as it was built: run go generate ./queries/server")
	}
}

// TestPageIsSmall: what a browser must have before it shows anything.
func TestPageIsSmall(t *testing.T) {
	size := 0
	for _, f := range readManifest(t).First {
		text, err := os.ReadFile(path.Join("page", f))
		if err != nil {
			t.Fatal(err)
		}
		var buf bytes.Buffer
		w := gzip.NewWriter(&buf)
		if _, err := w.Write(text); err != nil || w.Close() != nil {
			t.Fatal(err)
		}
		size += buf.Len()
	}
	if size > 300_000 {
		t.Errorf("the first view is %d bytes gzipped, want at most 300000", size)
	}
}

// TestPageStandsAlone: nothing in it loads from elsewhere, and its HTML carries
// neither script nor style, which the policy would refuse.
func TestPageStandsAlone(t *testing.T) {
	loads := regexp.MustCompile(`(?:src|href)="(?:https?:)?//|@import|url\((?:"|')?(?:https?:)?//|import\("https?:`)
	inline := regexp.MustCompile(`<style|\sstyle=|\son\w+=|<script(?:>|[^>]*[^"]>)|<script[^>]*>[^<]`)
	for _, f := range filesOf(t, "dist") {
		text, err := os.ReadFile(path.Join("page", f))
		if err != nil {
			t.Fatal(err)
		}
		if found := loads.Find(text); found != nil {
			t.Errorf("%s loads %s", f, found)
		}
		if found := inline.Find(text); found != nil && strings.HasSuffix(f, ".html") {
			t.Errorf("%s has %s", f, found)
		}
	}
}

func TestPageFiles(t *testing.T) {
	p, err := newPages()
	if err != nil {
		t.Fatal(err)
	}
	s := &Server{page: p}
	send := func(file string, header ...string) *httptest.ResponseRecorder {
		r := httptest.NewRequest("GET", "/page/"+file, nil)
		r.SetPathValue("file", file)
		for i := 0; i+1 < len(header); i += 2 {
			r.Header.Set(header[i], header[i+1])
		}
		w := httptest.NewRecorder()
		if err := s.pageFile(w, r); err != nil {
			writeError(w, err)
		}
		return w
	}
	plain := send("main.js")
	if kind := plain.Header().Get("Content-Type"); plain.Code != 200 || kind != "text/javascript; charset=utf-8" {
		t.Errorf("main.js: %d %s", plain.Code, kind)
	}
	if again := send("main.js", "If-None-Match", plain.Header().Get("ETag")); again.Code != 304 || again.Body.Len() > 0 {
		t.Errorf("asked again: %d with %d bytes", again.Code, again.Body.Len())
	}
	packed := send("main.js", "Accept-Encoding", "br, gzip")
	if packed.Header().Get("Content-Encoding") != "gzip" || packed.Body.Len() >= plain.Body.Len() {
		t.Errorf("packed: %v, %d bytes of %d", packed.Header(), packed.Body.Len(), plain.Body.Len())
	}
	for _, f := range []string{"nothing.js", "result.html", "../page.go", "src/main.ts", ""} {
		if w := send(f); w.Code != 404 {
			t.Errorf("%s: %d", f, w.Code)
		}
	}
}

// TestPageLicences: what others wrote and the page contains is named in
// docs/sources.md, and its licence's text is served.
func TestPageLicences(t *testing.T) {
	text, err := os.ReadFile("page/dist/licences.txt")
	if err != nil {
		t.Fatal(err)
	}
	sources, err := os.ReadFile("../../docs/sources.md")
	if err != nil {
		t.Fatal(err)
	}
	parts := strings.Split(string(text), "\n----\n\n")
	if len(parts) < 5 {
		t.Fatalf("licences.txt names %d packages", len(parts))
	}
	head := regexp.MustCompile(`^(\S+) \S+ \(([^)]+)\)\n\n[^\n]`)
	for _, part := range parts {
		m := head.FindStringSubmatch(part)
		if m == nil {
			t.Errorf("no package with a licence: %.60q", part)
		} else if !strings.Contains(string(sources), "| "+m[1]+" | "+m[2]+" |") {
			t.Errorf("docs/sources.md does not name %s (%s)", m[1], m[2])
		}
	}
}
