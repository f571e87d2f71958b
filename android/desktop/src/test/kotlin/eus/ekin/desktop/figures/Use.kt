package eus.ekin.desktop.figures

import eus.ekin.client.EkinClient
import eus.ekin.core.Ask
import eus.ekin.core.Discover
import eus.ekin.core.EkinInterface
import eus.ekin.ui.discover.DiscoverEvent
import eus.ekin.ui.discover.DiscoverPresenter
import eus.ekin.ui.discover.NOTHING
import java.util.Locale
import java.util.concurrent.atomic.AtomicInteger
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.async
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.delay
import kotlinx.coroutines.flow.drop
import kotlinx.coroutines.flow.first
import kotlinx.coroutines.launch

/** The core, and how often it was asked for the first page. */
internal class Counted(private val core: EkinInterface) : EkinInterface by core {
    val asked = AtomicInteger()

    override fun discover(ask: Ask): Discover {
        asked.incrementAndGet()
        return core.discover(ask)
    }
}

/** A person who uses the app, and what each thing took: its best of several rounds, in ms, after one that warms. */
internal class Use(
    private val core: Counted,
    private val client: EkinClient,
    private val presenter: DiscoverPresenter,
    private val drawn: Drawn,
) {
    private val told = sortedMapOf<String, Double>()

    /** Turns pages, types each of [words] in an empty field, and keeps listings so many times; all that was counted, as JSON. */
    suspend fun all(words: List<String>, changes: Int): String {
        turn()
        type(words)
        change(changes)
        return told.entries.joinToString(",", "{", "}") { (name, number) -> "\"$name\":${String.format(Locale.ROOT, "%.6f", number)}" }
    }

    private suspend fun turn() {
        val cursors = mutableListOf<String>()
        var next = client.search(NOTHING).next
        while (next != null && cursors.size < TURNED) {
            cursors += next
            next = client.search(NOTHING, next).next
        }
        val best = DoubleArray(cursors.size) { Double.MAX_VALUE }
        rounds { warm ->
            for ((n, cursor) in cursors.withIndex()) {
                val took = took { client.search(NOTHING, cursor) }
                if (!warm) best[n] = minOf(best[n], took)
            }
        }
        tell("page", best)
    }

    /** From the last letter to the rows in the state that the screen is drawn from, and to the first of them drawn. */
    private suspend fun type(words: List<String>) {
        val (typed, shown) = List(2) { DoubleArray(words.size) { Double.MAX_VALUE } }
        rounds { warm ->
            for ((n, letters) in words.withIndex()) {
                val began = System.nanoTime()
                presenter.on(DiscoverEvent.Type(letters))
                val found = checkNotNull(presenter.state.first { it.found != null }.found)
                val inState = since(began)
                found.cards.firstOrNull()?.let { drawn.until(it.title.text) }
                val onScreen = since(began)
                if (!warm) {
                    typed[n] = minOf(typed[n], inState)
                    shown[n] = minOf(shown[n], onScreen)
                }
                presenter.on(DiscoverEvent.Type(""))
                presenter.state.first { it.found == null }
                drawn.drawChanged()
            }
        }
        tell("typed", typed)
        tell("drawn", shown)
    }

    /** Each change is a commit. The last one is of another listing, by which it is known. */
    private suspend fun change(changes: Int) = coroutineScope {
        val (first, last) = presenter.state.value.sections.flatMap { it.cards }.map { it.id }.distinct()
        client.save(last, false)
        presenter.state.first { !isKept(last) }
        // What that changed is over by then.
        delay(SETTLED_MS)
        drawn.drawChanged()
        val (asked, frames) = core.asked.get() to drawn.frames
        var states = 0
        val watching = launch { presenter.state.drop(1).collect { states++ } }
        val committed = async(Dispatchers.IO) {
            for (n in 1..<changes) core.save(first, n % 2 == 1)
            core.save(last, true)
            System.nanoTime()
        }
        do {
            delay(FRAME_MS)
            val done = isKept(last)
            drawn.drawChanged()
        } while (!done)
        told["behind_ms"] = since(committed.await())
        told["asked"] = (core.asked.get() - asked).toDouble()
        told["states"] = states.toDouble()
        told["frames"] = (drawn.frames - frames).toDouble()
        watching.cancel()
    }

    private fun isKept(id: String) = presenter.state.value.sections.any { section -> section.cards.any { it.id == id && it.saved } }

    private suspend fun rounds(round: suspend (warm: Boolean) -> Unit) = repeat(ROUNDS + 1) { round(it == 0) }

    private suspend fun took(work: suspend () -> Unit): Double {
        val began = System.nanoTime()
        work()
        return since(began)
    }

    private fun since(began: Long) = (System.nanoTime() - began) / 1e6

    private fun tell(name: String, times: DoubleArray) {
        times.sort()
        for ((what, part) in listOf("median" to 50, "p95" to 95, "worst" to 100)) {
            times.getOrNull((times.size * part / 100).coerceAtMost(times.size - 1))?.let { told["${name}_$what"] = it }
        }
    }

    private companion object {
        const val ROUNDS = 5
        const val TURNED = 50
        const val FRAME_MS = 16L
        const val SETTLED_MS = 500L
    }
}
