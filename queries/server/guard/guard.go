// Package guard stands before an HTTP handler: it says who may ask, under which
// host names, from which web pages, how often and how much, and what a browser
// may do with the answers. It knows nothing of what is asked.
package guard
