package eus.ekin.ui.filter

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.lazy.LazyListScope
import androidx.compose.foundation.selection.selectableGroup
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.semantics.LiveRegionMode
import androidx.compose.ui.semantics.liveRegion
import androidx.compose.ui.semantics.semantics
import eus.ekin.core.Ask
import eus.ekin.core.Days
import eus.ekin.core.Language
import eus.ekin.core.ListingType
import eus.ekin.core.Say
import eus.ekin.core.Text
import eus.ekin.ui.icons.Icons
import eus.ekin.ui.parts.BackBar
import eus.ekin.ui.parts.Button
import eus.ekin.ui.parts.Choice
import eus.ekin.ui.parts.Entry
import eus.ekin.ui.parts.Field
import eus.ekin.ui.parts.Flow
import eus.ekin.ui.parts.Frame
import eus.ekin.ui.parts.Heading
import eus.ekin.ui.parts.Line
import eus.ekin.ui.parts.Tick
import eus.ekin.ui.parts.Weight
import eus.ekin.ui.parts.icon
import eus.ekin.ui.theme.Ekin
import eus.ekin.ui.theme.Space
import eus.ekin.ui.theme.say
import eus.ekin.ui.welcome.ownName

/** What *Filtres* shows: the question as it stands, and how many listings answer it. */
data class FilterState(
    val ask: Ask,
    /** A town as it is typed, and how far around it. */
    val place: String = ask.near?.place.orEmpty(),
    val kilometres: Double = ask.near?.kilometres ?: NEAR.first(),
    /** How many there are; none while nobody knows. */
    val count: ULong? = null,
    val fault: String? = null,
)

/** What a person may do there. */
sealed interface FilterEvent {
    /** Back, with what was asked before. */
    data object Back : FilterEvent
    data class Wheelchair(val on: Boolean) : FilterEvent
    data class Quiet(val on: Boolean) : FilterEvent
    data class Free(val on: Boolean) : FilterEvent

    /** Only what answers every need with yes. */
    data class Fit(val on: Boolean) : FilterEvent

    /** The needs themselves. */
    data object Needs : FilterEvent

    /** With none, everything of that sort; so below. */
    data class What(val type: ListingType?) : FilterEvent
    data class When(val days: Days?) : FilterEvent
    data class Place(val words: String) : FilterEvent
    data class Within(val kilometres: Double) : FilterEvent
    data class Told(val language: Language?) : FilterEvent
    data object Clear : FilterEvent

    /** Shows what answers. */
    data class Show(val ask: Ask) : FilterEvent
}

/** How far around a town, in km. */
val NEAR = listOf(10.0, 30.0, 60.0)

/** How much of a question is a filter. */
val Ask.filters: Int
    get() = listOf(wheelchair, quiet, free, fit, listingType != null, days != null, near != null, language != null).count { it }

private val ListingType.words: Text?
    get() = when (this) {
        ListingType.ACTIVITY -> Say.listingTypeActivity()
        ListingType.NEED -> Say.listingTypeNeed()
        ListingType.OFFER -> Say.listingTypeOffer()
        ListingType.LOAN -> Say.listingTypeLoan()
        ListingType.PROJECT -> Say.listingTypeProject()
        ListingType.CHALLENGE -> Say.listingTypeChallenge()
        ListingType.PRACTICE -> Say.listingTypePractice()
        ListingType.PLACE -> Say.listingTypePlace()
        ListingType.PARTNER -> Say.listingTypePartner()
        ListingType.OTHER -> null
    }

private val Days.words: Text
    get() = when (this) {
        Days.TODAY -> Say.appFilterToday()
        Days.WEEKEND -> Say.appFilterWeekend()
        Days.WEEK -> Say.appFilterWeek()
        Days.MONTH -> Say.appFilterMonth()
    }

/** What one needs, what, when, where, in which language; the number of listings follows each tap. Nothing is left out in silence. */
@Composable
fun FilterScreen(state: FilterState, on: (FilterEvent) -> Unit) = Frame(
    top = { BackBar(say(Say.appFilterTitle()), { on(FilterEvent.Back) }, closes = true) },
    docked = {
        val words = state.count?.let { Say.appFilterShow(it) } ?: Say.appNeedsSee()
        Button(
            say(words),
            { on(FilterEvent.Show(state.ask)) },
            Modifier.fillMaxWidth().semantics { liveRegion = LiveRegionMode.Polite },
        )
        if (state.ask.filters > 0) Button(say(Say.appFilterClear()), { on(FilterEvent.Clear) }, Modifier.fillMaxWidth(), Weight.QUIET)
    },
) {
    needs(state, on)
    group(Say.appFilterWhat()) {
        Choice(say(Say.appFilterEverything()), state.ask.listingType == null, { on(FilterEvent.What(null)) })
        for (type in ListingType.entries) {
            val words = type.words ?: continue
            Choice(capital(say(words)), state.ask.listingType == type, { on(FilterEvent.What(type)) }, icon = type.icon)
        }
    }
    group(Say.appFilterWhen()) {
        Choice(say(Say.appFilterAnyDay()), state.ask.days == null, { on(FilterEvent.When(null)) })
        for (days in Days.entries) Choice(say(days.words), state.ask.days == days, { on(FilterEvent.When(days)) })
    }
    where(state, on)
    group(Say.appFilterLanguage()) {
        Choice(say(Say.appFilterAnyLanguage()), state.ask.language == null, { on(FilterEvent.Told(null)) })
        for (one in Language.entries) Choice(one.ownName, state.ask.language == one, { on(FilterEvent.Told(one)) })
    }
}

private fun LazyListScope.needs(state: FilterState, on: (FilterEvent) -> Unit) = item {
    Column(verticalArrangement = Arrangement.spacedBy(Space.s)) {
        Heading(say(Say.appNeedsTitle()), Ekin.type.title2)
        Tick(say(Say.appFilterFit()), state.ask.fit, { on(FilterEvent.Fit(it)) })
        Entry(Icons.SlidersHorizontal, say(Say.appFilterNeeds()), { on(FilterEvent.Needs) })
        Tick(say(Say.appFilterWheelchair()), state.ask.wheelchair, { on(FilterEvent.Wheelchair(it)) })
        Tick(say(Say.appFilterQuiet()), state.ask.quiet, { on(FilterEvent.Quiet(it)) })
        Tick(say(Say.appFilterFree()), state.ask.free, { on(FilterEvent.Free(it)) })
    }
}

private fun LazyListScope.group(title: Text, choices: @Composable () -> Unit) = item {
    Column(verticalArrangement = Arrangement.spacedBy(Space.s)) {
        Heading(say(title), Ekin.type.title2)
        Flow(Modifier.fillMaxWidth().selectableGroup()) { choices() }
    }
}

private fun LazyListScope.where(state: FilterState, on: (FilterEvent) -> Unit) = item {
    Column(verticalArrangement = Arrangement.spacedBy(Space.s)) {
        Heading(say(Say.appFilterWhere()), Ekin.type.title2)
        Line(Icons.MapPin, say(Say.appFilterTown()), style = Ekin.type.small)
        Field(say(Say.appFilterTownField()), state.place, { on(FilterEvent.Place(it)) }, fault = state.fault)
        if (state.place.isNotBlank()) {
            Flow(Modifier.fillMaxWidth().selectableGroup()) {
                for (far in NEAR) Choice(say(Say.appFilterWithin(far.toULong())), state.kilometres == far, { on(FilterEvent.Within(far)) })
            }
        }
    }
}

private fun capital(words: String) = words.replaceFirstChar { it.titlecase() }
