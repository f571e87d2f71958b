package eus.ekin.ui.discover

import eus.ekin.client.EkinClient
import eus.ekin.client.Words
import eus.ekin.core.Ask
import eus.ekin.core.Failure
import eus.ekin.core.Text
import eus.ekin.core.Topic
import eus.ekin.ui.Presenter
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Job
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.StateFlow
import kotlinx.coroutines.launch

/** *Découvrir*: sections as long as nothing was typed, else what was found; asked again when listings change. */
class DiscoverPresenter(
    private val client: EkinClient,
    private val words: () -> Words,
    scope: CoroutineScope,
    notices: StateFlow<List<Text>> = MutableStateFlow(emptyList()),
    private val go: (DiscoverEvent) -> Unit,
) : Presenter<DiscoverState, DiscoverEvent>(DiscoverState(), scope) {
    /** The question that is being asked: a newer one takes its place. */
    private var asking: Job? = null

    init {
        scope.launch { notices.collect { set { copy(notices = it) } } }
        scope.launch {
            client.changes().collect { topics ->
                when {
                    topics.any { it in SHOWN } -> refresh().join()
                    Topic.PROGRESS in topics || Topic.LETTERS in topics -> fresh().join()
                }
            }
        }
    }

    override fun on(event: DiscoverEvent) {
        when (event) {
            is DiscoverEvent.Type -> asks(now.ask.copy(words = event.words))
            is DiscoverEvent.Wheelchair -> asks(now.ask.copy(wheelchair = event.on))
            is DiscoverEvent.Quiet -> asks(now.ask.copy(quiet = event.on))
            is DiscoverEvent.Free -> asks(now.ask.copy(free = event.on))
            is DiscoverEvent.All -> asks(now.ask.copy(listingType = event.kind.type))
            is DiscoverEvent.Asked -> {
                set { copy(ask = event.ask) }
                refresh()
            }
            is DiscoverEvent.Seek -> set { copy(seeks = seeks + 1) }
            is DiscoverEvent.More -> more()
            is DiscoverEvent.Open, DiscoverEvent.Write, DiscoverEvent.Settings, DiscoverEvent.Filters -> go(event)
        }
    }

    private fun asks(ask: Ask) {
        // A field that was emptied shows the sections again.
        val sort = ask.listingType.takeUnless { ask.words.isBlank() && now.ask.words.isNotBlank() }
        set { copy(ask = ask.copy(listingType = sort)) }
        refresh()
    }

    private fun refresh(): Job {
        asking?.cancel()
        val question = now.ask
        return ask(::failed) {
            if (question.isOpen) {
                val page = client.discover(question)
                set { copy(freshness = page.freshness, sections = page.sections, found = null, failure = null) }
            } else {
                val page = client.search(question)
                val count = page.count?.toInt() ?: page.cards.size
                set { copy(found = Results(page.cards, count, page.next), failure = null) }
            }
        }.also { asking = it }
    }

    private fun more() {
        val found = now.found ?: return
        val (question, after) = now.ask to (found.next ?: return)
        ask(::failed) {
            val page = client.search(question, after)
            // The question may have become another meanwhile.
            if (now.ask == question && now.found == found) {
                set { copy(found = found.copy(cards = found.cards + page.cards, next = page.next)) }
            }
        }
    }

    private fun fresh() = ask(::failed) {
        val freshness = client.freshness()
        set { copy(freshness = freshness) }
    }

    private fun failed(failure: Failure) = set { copy(failure = words().of(failure)) }

    /** Whether it is answered in sections: those are of sorts and of days themselves. */
    private val Ask.isOpen get() = words.isBlank() && listingType == null && days == null && language == null && near == null && !fit

    private companion object {
        /** What the cards are made of; the language of their words is a choice. */
        val SHOWN = setOf(Topic.LISTINGS, Topic.SPACES, Topic.SETTINGS)
    }
}
