package eus.ekin.ui.filter

import eus.ekin.client.EkinClient
import eus.ekin.client.Words
import eus.ekin.core.Ask
import eus.ekin.core.Failure
import eus.ekin.core.Near
import eus.ekin.core.Topic
import eus.ekin.ui.Presenter
import eus.ekin.ui.discover.NOTHING
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Job
import kotlinx.coroutines.delay

/** *Filtres*: counts at once after each tap, and after a town that is being typed once the fingers rest. */
class FilterPresenter(
    private val client: EkinClient,
    first: Ask,
    private val words: () -> Words,
    scope: CoroutineScope,
    private val restMs: Long = REST_MS,
    private val go: (FilterEvent) -> Unit,
) : Presenter<FilterState, FilterEvent>(FilterState(first), scope) {
    /** The count that is asked for: a newer one takes its place. */
    private var counting: Job? = null

    init {
        whenChanged(client, SHOWN) { count(0) }
    }

    override fun on(event: FilterEvent) {
        when (event) {
            is FilterEvent.Wheelchair -> asks { copy(wheelchair = event.on) }
            is FilterEvent.Quiet -> asks { copy(quiet = event.on) }
            is FilterEvent.Free -> asks { copy(free = event.on) }
            is FilterEvent.Fit -> asks { copy(fit = event.on) }
            is FilterEvent.What -> asks { copy(listingType = event.type) }
            is FilterEvent.When -> asks { copy(days = event.days) }
            is FilterEvent.Told -> asks { copy(language = event.language) }
            is FilterEvent.Place -> around(event.words, now.kilometres, restMs)
            is FilterEvent.Within -> around(now.place, event.kilometres, 0)
            is FilterEvent.Clear -> {
                set { copy(place = "", fault = null) }
                asks { NOTHING.copy(words = words, saved = saved) }
            }
            // A town that nobody knows is looked at again first: the field says so.
            is FilterEvent.Show -> if (now.fault == null) go(event)
            is FilterEvent.Back, is FilterEvent.Needs -> go(event)
        }
    }

    private fun asks(change: Ask.() -> Ask) {
        set { copy(ask = ask.change()) }
        count(0)
    }

    private fun around(place: String, kilometres: Double, afterMs: Long) {
        val near = place.trim().takeIf { it.isNotEmpty() }?.let { Near(it, kilometres) }
        set { copy(place = place, kilometres = kilometres, ask = ask.copy(near = near), fault = null) }
        count(afterMs)
    }

    private fun count(afterMs: Long): Job {
        counting?.cancel()
        val question = now.ask
        return ask(::failed) {
            if (afterMs > 0) delay(afterMs)
            val count = client.howMany(question)
            if (now.ask == question) set { copy(count = count, fault = null) }
        }.also { counting = it }
    }

    private fun failed(failure: Failure) = set { copy(count = null, fault = words().of(failure)) }

    private companion object {
        val SHOWN = setOf(Topic.LISTINGS, Topic.SPACES, Topic.SETTINGS)
        const val REST_MS = 500L
    }
}
