package corpus

import (
	"bytes"
	"compress/gzip"
	"context"
	"fmt"
	"io"
	"strings"
	"testing"
)

const story = "Goertek hat seinen Sitz in Weifang und beliefert Kunden in aller Welt mit Mikrofonen und Lautsprechern."

// archive is a web archive of records, each packed by itself as crawlers do.
func archive(t *testing.T, packed bool, records ...[3]string) []byte {
	t.Helper()
	var out bytes.Buffer
	for _, r := range records {
		text := fmt.Sprintf("WARC/1.0\r\nWARC-Type: %s\r\nWARC-Target-URI: %s\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n",
			r[0], r[1], len(r[2]), r[2])
		if r[0] == "conversion" {
			text = strings.Replace(text, "application/http; msgtype=response", "text/plain", 1)
		}
		if !packed {
			out.WriteString(text)
			continue
		}
		z := gzip.NewWriter(&out)
		io.WriteString(z, text)
		if err := z.Close(); err != nil {
			t.Fatal(err)
		}
	}
	return out.Bytes()
}

func answer(head, body string) string {
	return fmt.Sprintf("HTTP/1.1 %s\r\nContent-Length: %d\r\n\r\n%s", head, len(body), body)
}

func TestWebArchive(t *testing.T) {
	html := "<!doctype html><html><head><title>Aus Weifang</title></head><body><article><h1>Aus Weifang</h1><p>" + story + "</p></article></body></html>"
	other := strings.ReplaceAll(html, "Kunden", "Käufer") + "\n"
	chunked := "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n" + fmt.Sprintf("%x\r\n%s\r\n0\r\n\r\n", len(other), other)
	records := [][3]string{
		{"warcinfo", "", "software: crawler"},
		{"request", "http://x/", "GET / HTTP/1.1\r\n\r\n"},
		{"response", "http://x/page", answer("200 OK\r\nContent-Type: text/html; charset=utf-8", html)},
		{"response", "http://x/gone", answer("404 Not Found\r\nContent-Type: text/html", html)},
		{"response", "http://x/picture", answer("200 OK\r\nContent-Type: image/png", "\x89PNG")},
		{"response", "http://x/chunks", chunked},
		{"response", "http://x/broken", "no answer at all"},
		{"conversion", "http://x/text", strings.ReplaceAll(story, "Kunden", "Firmen")},
	}
	for _, packed := range []bool{false, true} {
		var got []string
		for a, err := range (Reader{}).Stream(context.Background(), bytes.NewReader(archive(t, packed, records...)), "news.warc.gz", "news.warc.gz") {
			if err != nil {
				got = append(got, "error "+err.Error()[:len("news.warc.gz#http://x/broken")])
			} else {
				got = append(got, a.ID+" "+a.Title+" "+fmt.Sprint(strings.Contains(a.Text, "Weifang und beliefert")))
			}
		}
		want := "http://x/page Aus Weifang true|http://x/chunks Aus Weifang true|error news.warc.gz#http://x/broken|http://x/text  true"
		if strings.Join(got, "|") != want {
			t.Errorf("packed %v: read %q, want %q", packed, strings.Join(got, "|"), want)
		}
	}
}

func TestBrokenWebArchive(t *testing.T) {
	whole := string(archive(t, false, [3]string{"conversion", "http://x/text", story}))
	for name, data := range map[string]string{
		"cut off": whole[:len(whole)-60], "no length": strings.Replace(whole, "Content-Length", "Length", 1),
		"no record": whole + "what is this\r\n\r\n", "nothing in it": string(archive(t, false, [3]string{"warcinfo", "", "x"})),
	} {
		failed := 0
		for _, err := range (Reader{}).Stream(context.Background(), strings.NewReader(data), "x.warc", "x.warc") {
			if err != nil {
				failed++
			}
		}
		if failed != 1 {
			t.Errorf("%s: %d errors, want 1", name, failed)
		}
	}
}

func TestStreamReadsAsAFolderDoes(t *testing.T) {
	for _, c := range []struct{ id, want string }{{"news/one.txt", "news/one.txt"}, {"", "one.txt"}, {".git/one.txt", ""}, {"one.png", ""}} {
		got := ""
		for a, err := range (Reader{}).Stream(context.Background(), strings.NewReader(story), "in/news/one.txt", c.id) {
			if err != nil {
				t.Fatal(err)
			}
			got = a.ID
		}
		if got != c.want {
			t.Errorf("id %q gave %q, want %q", c.id, got, c.want)
		}
	}
}
