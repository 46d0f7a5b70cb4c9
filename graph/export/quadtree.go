package export

// body is a point with a mass.
type body struct{ x, y, mass float64 }

// quadtree holds bodies in squares within squares, so that the pull or push of
// many far ones is reckoned as that of one (Barnes and Hut 1986).
type quadtree struct {
	squares   []square
	x, y, all float64 // the outermost square: its corner and its side
}

// square is a part of the plane. Its body is where the mass of those in it lies.
type square struct {
	body
	count int
	parts [4]int32 // in squares; 0 for none
}

// deepest is how often squares are divided: bodies that lie nearer to each other
// are one.
const deepest = 32

func newQuadtree(bodies []body) *quadtree {
	t := &quadtree{squares: make([]square, 1, 2*len(bodies)+1), x: bodies[0].x, y: bodies[0].y}
	farX, farY := t.x, t.y
	for _, b := range bodies {
		t.x, t.y, farX, farY = min(t.x, b.x), min(t.y, b.y), max(farX, b.x), max(farY, b.y)
	}
	t.all = max(farX-t.x, farY-t.y, 1)
	for _, b := range bodies {
		t.insert(b)
	}
	return t
}

func (t *quadtree) insert(b body) {
	at, x, y, side := int32(0), t.x, t.y, t.all
	for depth := 0; ; depth++ {
		old := t.squares[at]
		t.squares[at].add(b)
		if old.count == 0 || depth == deepest {
			return
		}
		side /= 2
		if old.count == 1 { // the one in it goes one square deeper too
			part, _, _ := quarter(old.body, x, y, side)
			t.squares[t.part(at, part)].add(old.body)
		}
		var part int
		part, x, y = quarter(b, x, y, side)
		at = t.part(at, part)
	}
}

// add puts a body in the square.
func (s *square) add(b body) {
	mass := s.mass + b.mass
	s.x, s.y = (s.x*s.mass+b.x*b.mass)/mass, (s.y*s.mass+b.y*b.mass)/mass
	s.mass = mass
	s.count++
}

// part returns a quarter of a square, made where there is none.
func (t *quadtree) part(of int32, part int) int32 {
	if t.squares[of].parts[part] == 0 {
		t.squares[of].parts[part] = int32(len(t.squares))
		t.squares = append(t.squares, square{})
	}
	return t.squares[of].parts[part]
}

// quarter says in which quarter of a square a body lies, and where that begins.
func quarter(b body, x, y, half float64) (part int, left, top float64) {
	if b.x >= x+half {
		part, x = 1, x+half
	}
	if b.y >= y+half {
		part, y = part+2, y+half
	}
	return part, x, y
}

// push is the sum of what drives b away from all bodies: their mass by the
// distance. Squares that look smaller than theta count as one body.
func (t *quadtree) push(b body, theta float64) (x, y float64) {
	type step struct {
		at   int32
		side float64
	}
	todo := append(make([]step, 0, 4*deepest), step{0, t.all})
	for len(todo) > 0 {
		next := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		s := &t.squares[next.at]
		dx, dy := b.x-s.x, b.y-s.y
		d2 := dx*dx + dy*dy
		if s.count == 1 || next.side*next.side < theta*theta*d2 || s.parts == [4]int32{} {
			x, y = x+dx*s.mass/max(d2, 1), y+dy*s.mass/max(d2, 1)
			continue
		}
		for _, part := range s.parts {
			if part != 0 {
				todo = append(todo, step{part, next.side / 2})
			}
		}
	}
	return x, y
}
