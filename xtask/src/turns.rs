//! What runs side by side is shown one after the other: a line of whoever's turn it is appears at
//! once, those of the others wait for theirs.

use std::cell::RefCell;
use std::io::{BufRead, BufReader, Read, Write};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, mpsc};
use std::time::Duration;

#[derive(Clone, Copy)]
enum Stream {
    Out,
    Err,
}

#[derive(Default)]
struct State {
    turn: usize,
    waiting: Vec<Vec<(Stream, String)>>,
}

/// The turns of a number of places.
pub(crate) struct Turns(Arc<Mutex<State>>);

/// One who prints when it is its turn.
#[derive(Clone)]
pub(crate) struct Place {
    state: Arc<Mutex<State>>,
    at: usize,
}

thread_local! {
    static HERE: RefCell<Option<Place>> = const { RefCell::new(None) };
}

impl Turns {
    pub(crate) fn new(places: usize) -> Self {
        let waiting = vec![Vec::new(); places];
        Self(Arc::new(Mutex::new(State { turn: 0, waiting })))
    }

    pub(crate) fn place(&self, at: usize) -> Place {
        Place { state: Arc::clone(&self.0), at }
    }

    /// It is the next one's turn: what it said so far appears.
    pub(crate) fn next(&self) {
        let mut state = lock(&self.0);
        state.turn += 1;
        let turn = state.turn;
        let lines = state.waiting.get_mut(turn).map(std::mem::take).unwrap_or_default();
        lines.iter().for_each(|(stream, line)| write(*stream, line));
    }
}

// A line is whole or not there: whoever died while holding it left nothing half done.
fn lock(state: &Mutex<State>) -> MutexGuard<'_, State> {
    state.lock().unwrap_or_else(PoisonError::into_inner)
}

fn write(stream: Stream, line: &str) {
    let _ = match stream {
        Stream::Out => writeln!(std::io::stdout(), "{line}"),
        Stream::Err => writeln!(std::io::stderr(), "{line}"),
    };
}

impl Place {
    /// Does `work` on this thread, whose lines are this place's.
    pub(crate) fn take<T>(self, work: impl FnOnce() -> T) -> T {
        HERE.set(Some(self));
        let result = work();
        HERE.set(None);
        result
    }

    fn say(&self, stream: Stream, line: String) {
        let mut state = lock(&self.state);
        let turn = state.turn;
        match state.waiting.get_mut(self.at) {
            Some(waiting) if self.at != turn => waiting.push((stream, line)),
            _ => write(stream, &line),
        }
    }

    fn forward(&self, stream: Stream, from: impl Read, mut each: impl FnMut(&str)) {
        for bytes in BufReader::new(from).split(b'\n').map_while(std::io::Result::ok) {
            let line = String::from_utf8_lossy(&bytes).into_owned();
            each(&line);
            self.say(stream, line);
        }
    }
}

/// The place of this thread, for threads that work for it.
pub(crate) fn here() -> Option<Place> {
    HERE.with_borrow(Clone::clone)
}

/// A line for standard output, or for the turn of this thread's place.
pub(crate) fn print(line: String) {
    say(Stream::Out, line);
}

/// The same for standard error.
pub(crate) fn eprint(line: String) {
    say(Stream::Err, line);
}

fn say(stream: Stream, line: String) {
    match here() {
        Some(place) => place.say(stream, line),
        None => write(stream, &line),
    }
}

/// Runs a program to its end and shows what it prints, line by line to `each` as well if it is on
/// standard output.
pub(crate) fn show(command: &mut Command, each: impl FnMut(&str)) -> std::io::Result<ExitStatus> {
    let place = here();
    if place.is_some() {
        // Several would read from one terminal.
        command.stdin(Stdio::null()).stderr(Stdio::piped());
    }
    let mut child: Child = command.stdout(Stdio::piped()).spawn()?;
    let (out, err) = (child.stdout.take(), child.stderr.take());
    // One that is of no turns shows all at once.
    let place = place.unwrap_or_else(|| Turns::new(0).place(0));
    let (ended, end) = mpsc::channel();
    if let Some(err) = err {
        let place = place.clone();
        std::thread::spawn(move || {
            place.forward(Stream::Err, err, |_| {});
            let _ = ended.send(());
        });
    } else {
        drop(ended);
    }
    if let Some(out) = out {
        place.forward(Stream::Out, out, each);
    }
    let status = child.wait();
    // A browser that was left behind may hold it open for ever.
    let _ = end.recv_timeout(Duration::from_secs(1));
    status
}

#[cfg(test)]
mod tests {
    use super::{Stream, Turns, lock};

    #[test]
    fn lines_wait_for_the_turn_of_their_place() {
        let turns = Turns::new(3);
        let waiting = |at: usize| lock(&turns.0).waiting[at].len();
        turns.place(0).say(Stream::Out, "at once".to_owned());
        turns.place(1).say(Stream::Out, "later".to_owned());
        turns.place(2).say(Stream::Err, "last".to_owned());
        assert_eq!((waiting(0), waiting(1), waiting(2)), (0, 1, 1));
        turns.next();
        turns.place(1).say(Stream::Out, "at once, too".to_owned());
        assert_eq!((waiting(0), waiting(1), waiting(2)), (0, 0, 1));
        turns.next();
        assert_eq!(waiting(2), 0);
    }
}
