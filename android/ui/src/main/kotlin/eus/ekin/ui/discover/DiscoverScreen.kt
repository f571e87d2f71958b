package eus.ekin.ui.discover

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.lazy.LazyListScope
import androidx.compose.foundation.lazy.items
import androidx.compose.runtime.Composable
import androidx.compose.runtime.LaunchedEffect
import androidx.compose.runtime.remember
import androidx.compose.ui.Modifier
import androidx.compose.ui.focus.FocusRequester
import androidx.compose.ui.focus.focusRequester
import androidx.compose.ui.semantics.LiveRegionMode
import androidx.compose.ui.semantics.liveRegion
import androidx.compose.ui.semantics.semantics
import eus.ekin.core.Ask
import eus.ekin.core.Card
import eus.ekin.core.Freshness
import eus.ekin.core.ListingType
import eus.ekin.core.Say
import eus.ekin.core.Section
import eus.ekin.core.SectionKind
import eus.ekin.core.Text
import eus.ekin.ui.filter.filters
import eus.ekin.ui.icons.Icons
import eus.ekin.ui.parts.Button
import eus.ekin.ui.parts.Chip
import eus.ekin.ui.parts.Field
import eus.ekin.ui.parts.Flow
import eus.ekin.ui.parts.Frame
import eus.ekin.ui.parts.Head
import eus.ekin.ui.parts.Heading
import eus.ekin.ui.parts.ListingCard
import eus.ekin.ui.parts.Say
import eus.ekin.ui.parts.Section
import eus.ekin.ui.parts.Weight
import eus.ekin.ui.parts.isLargeText
import eus.ekin.ui.parts.failure
import eus.ekin.ui.theme.Ekin
import eus.ekin.ui.theme.Space
import eus.ekin.ui.theme.say

/** What *Découvrir* shows: sections, or what was found of words. */
data class DiscoverState(
    val ask: Ask = NOTHING,
    val freshness: Freshness? = null,
    /** What the last round with the relays came to. */
    val notices: List<Text> = emptyList(),
    val sections: List<Section> = emptyList(),
    val found: Results? = null,
    val failure: String? = null,
    /** How often the cursor was asked into the field. */
    val seeks: Int = 0,
)

/** What was found. */
data class Results(val cards: List<Card>, val count: Int, val next: String?)

/** What a person may do there. */
sealed interface DiscoverEvent {
    data class Type(val words: String) : DiscoverEvent
    data class Wheelchair(val on: Boolean) : DiscoverEvent
    data class Quiet(val on: Boolean) : DiscoverEvent
    data class Free(val on: Boolean) : DiscoverEvent
    data class All(val kind: SectionKind) : DiscoverEvent
    data object More : DiscoverEvent
    data class Open(val id: String) : DiscoverEvent
    data object Write : DiscoverEvent
    data object Filters : DiscoverEvent

    /** What was chosen there. */
    data class Asked(val ask: Ask) : DiscoverEvent
    data object Settings : DiscoverEvent

    /** The cursor belongs into the field now. */
    data object Seek : DiscoverEvent
}

/** Asks for everything. */
val NOTHING = Ask(words = "", listingType = null, near = null, wheelchair = false, quiet = false, free = false, saved = false)

private val SectionKind.title: Text
    get() = when (this) {
        SectionKind.WEEK -> Say.appSectionWeek()
        SectionKind.NEEDS -> Say.appSectionNeeds()
        SectionKind.OFFERS -> Say.appSectionOffers()
        SectionKind.LOANS -> Say.appSectionLoans()
        SectionKind.LATER -> Say.appSectionLater()
    }

/** The kind of listing that a section is of. */
val SectionKind.type: ListingType
    get() = when (this) {
        SectionKind.WEEK, SectionKind.LATER -> ListingType.ACTIVITY
        SectionKind.NEEDS -> ListingType.NEED
        SectionKind.OFFERS -> ListingType.OFFER
        SectionKind.LOANS -> ListingType.LOAN
    }

/** What one can do, near and soon. */
@Composable
fun DiscoverScreen(state: DiscoverState, on: (DiscoverEvent) -> Unit) {
    val large = isLargeText
    Frame(docked = if (large) null else ({ Write(on) })) {
        item {
            Head(say(Say.appNavDiscover()), state.freshness, { on(DiscoverEvent.Settings) }, state.notices)
        }
        item { Search(state, on) }
        // Under the thumb it would take half of the screen.
        if (large) item { Write(on) }
        failure(state.failure)
        val found = state.found
        if (found != null) results(found, on) else sections(state, on)
    }
}

@Composable
private fun Write(on: (DiscoverEvent) -> Unit) = Button(
    say(Say.appWriteAd()),
    { on(DiscoverEvent.Write) },
    Modifier.fillMaxWidth(),
    Weight.ACCENT,
    Icons.PencilSimpleLine,
)

@Composable
private fun Search(state: DiscoverState, on: (DiscoverEvent) -> Unit) = Column(verticalArrangement = Arrangement.spacedBy(Space.m)) {
    val ask = state.ask
    val field = remember { FocusRequester() }
    LaunchedEffect(state.seeks) { if (state.seeks > 0) field.requestFocus() }
    Field(
        say(Say.appSearchHint()),
        ask.words,
        { on(DiscoverEvent.Type(it)) },
        Modifier.focusRequester(field),
        hint = say(Say.appSearchHint()),
        icon = Icons.MagnifyingGlass,
        hideLabel = true,
    )
    Flow {
        Chip(say(Say.appFilterWheelchair()), ask.wheelchair, { on(DiscoverEvent.Wheelchair(it)) }, Icons.Wheelchair)
        Chip(say(Say.appFilterQuiet()), ask.quiet, { on(DiscoverEvent.Quiet(it)) }, Icons.FlowerLotus)
        Chip(say(Say.appFilterFree()), ask.free, { on(DiscoverEvent.Free(it)) }, Icons.CurrencyEur)
        val words = if (ask.filters == 0) Say.appFilterTitle() else Say.appFilterCount(ask.filters.toULong())
        Chip(say(words), { on(DiscoverEvent.Filters) }, Icons.SlidersHorizontal)
    }
}

private fun LazyListScope.sections(state: DiscoverState, on: (DiscoverEvent) -> Unit) {
    if (state.sections.isEmpty() && state.freshness != null) {
        item { Say(say(if (state.ask == NOTHING) Say.appDiscoverNone() else Say.appResultsNone()), Ekin.type.body) }
    }
    for (section in state.sections) {
        item { Section(say(section.kind.title)) }
        items(section.cards, key = { "${section.kind} ${it.id}" }) { ListingCard(it, { on(DiscoverEvent.Open(it.id)) }) }
        if (section.more) {
            item {
                Button(say(Say.appSeeAll()), { on(DiscoverEvent.All(section.kind)) }, Modifier.fillMaxWidth(), Weight.QUIET)
            }
        }
    }
}

private fun LazyListScope.results(found: Results, on: (DiscoverEvent) -> Unit) {
    item {
        Heading(
            say(Say.appResults(found.count.toULong())),
            Ekin.type.title2,
            Modifier.semantics { liveRegion = LiveRegionMode.Polite },
        )
    }
    if (found.cards.isEmpty()) item { Say(say(Say.appResultsNone()), Ekin.type.body) }
    items(found.cards, key = { it.id }) { ListingCard(it, { on(DiscoverEvent.Open(it.id)) }) }
    if (found.next != null) {
        item { Button(say(Say.appSeeAll()), { on(DiscoverEvent.More) }, Modifier.fillMaxWidth(), Weight.QUIET) }
    }
}
