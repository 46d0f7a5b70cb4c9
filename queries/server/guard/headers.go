package guard

import (
	"net/http"
	"strings"
)

// policy is the content security policy of every answer: what a page of ours may
// load and do, all of it from here, workers included. Pictures are drawn on a
// canvas and leave it as blob: or data:. No script and no style stands in the page
// itself.
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; " +
	"connect-src 'self'; worker-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors {frames}"

// setHeaders sets what every answer has. Nothing is kept by a cache unless the
// handler says otherwise. Strict-Transport-Security is left out: it would hold for
// every other port of the host name too.
func setHeaders(h http.Header) {
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Referrer-Policy", "no-referrer")
	h.Set("Cache-Control", "no-store")
	h.Set("Cross-Origin-Opener-Policy", "same-origin")
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
	h.Set("Permissions-Policy", "camera=(), geolocation=(), microphone=()")
	setPolicy(h, "'none'")
}

func setPolicy(h http.Header, frames string) {
	h.Set("Content-Security-Policy", strings.Replace(policy, "{frames}", frames, 1))
}
