package eus.ekin.ui.card

import androidx.compose.foundation.background
import androidx.compose.foundation.border
import androidx.compose.foundation.clickable
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.defaultMinSize
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.lazy.LazyListScope
import androidx.compose.foundation.lazy.items
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.draw.clip
import androidx.compose.ui.graphics.vector.ImageVector
import androidx.compose.ui.semantics.Role
import androidx.compose.ui.semantics.clearAndSetSemantics
import androidx.compose.ui.semantics.contentDescription
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.text.style.TextAlign
import androidx.compose.ui.unit.dp
import eus.ekin.core.CardField
import eus.ekin.core.CardReason
import eus.ekin.core.OutingPerson
import eus.ekin.core.EmergencyCard
import eus.ekin.core.EmergencyNumber
import eus.ekin.core.Say
import eus.ekin.core.ServiceKind
import eus.ekin.core.Text
import eus.ekin.ui.icons.Icons
import eus.ekin.ui.parts.BackBar
import eus.ekin.ui.parts.Beside
import eus.ekin.ui.parts.Button
import eus.ekin.ui.parts.Entry
import eus.ekin.ui.parts.Frame
import eus.ekin.ui.parts.Heading
import eus.ekin.ui.parts.Letters
import eus.ekin.ui.parts.Line
import eus.ekin.ui.parts.Notice
import eus.ekin.ui.parts.Panel
import eus.ekin.ui.parts.Say
import eus.ekin.ui.parts.Section
import eus.ekin.ui.parts.Weight
import eus.ekin.ui.parts.hour
import eus.ekin.ui.parts.hugging
import eus.ekin.ui.parts.isLargeText
import eus.ekin.ui.theme.Ekin
import eus.ekin.ui.theme.Shapes
import eus.ekin.ui.theme.Space
import eus.ekin.ui.theme.Target
import eus.ekin.ui.theme.say
import java.time.LocalTime

/** What *Carte d'urgence* shows: whose it may be, then why it is opened, then the card. */
data class CardState(
    val people: List<OutingPerson> = emptyList(),
    val person: OutingPerson? = null,
    val card: EmergencyCard? = null,
    /** When it was opened, by this device's clock, and why. */
    val opened: Opened? = null,
    val failure: String? = null,
)

/** That a card was opened. */
data class Opened(val at: LocalTime, val reason: CardReason)

/** What a person may do there. */
sealed interface CardEvent {
    data object Close : CardEvent
    data class Person(val person: OutingPerson) : CardEvent
    data class Open(val reason: CardReason) : CardEvent
    data class Call(val number: EmergencyNumber) : CardEvent
}

/** What must not be given comes before everything else on a card. */
private const val NEVER = "allergies"

/** A reason: its words as a button and as a part of a sentence, and its drawing. */
private class Reason(val of: CardReason, val words: Text, val inside: Text, val icon: ImageVector)

private val REASONS: List<Reason>
    get() = listOf(
        Reason(CardReason.EMERGENCY, Say.appCardEmergency(), Say.cardReasonEmergency(), Icons.Siren),
        Reason(CardReason.CARE, Say.appCardCare(), Say.cardReasonCare(), Icons.Heartbeat),
        Reason(CardReason.PREPARATION, Say.appCardPreparation(), Say.cardReasonPreparation(), Icons.ClipboardText),
    )

/** What somebody in a hurry needs of one person. That it was opened, and why, is written down. No network, no typing. */
@Composable
fun CardScreen(state: CardState, on: (CardEvent) -> Unit) {
    val card = state.card
    val first = card?.first
    Frame(
        top = { BackBar(say(Say.appOutingUrgent()), { on(CardEvent.Close) }, closes = true) },
        docked = if (first == null) null else ({ Call(first, on) }),
    ) {
        state.failure?.let { item { Notice(Icons.WarningOctagonBold, it, Ekin.tokens.refused, Ekin.tokens.onRefused, assertive = true) } }
        when {
            card != null -> opened(card, state.person?.letters, state.opened, on)
            state.person != null -> why(state.person, on)
            else -> whom(state.people, on)
        }
    }
}

/** The number for everything: it is under the thumb. */
private val EmergencyCard.first get() = numbers.firstOrNull()?.numbers?.firstOrNull()

private fun LazyListScope.whom(people: List<OutingPerson>, on: (CardEvent) -> Unit) {
    item { Heading(say(Say.appCardWhom()), Ekin.type.title2) }
    items(people, key = { it.person }) { Entry(Icons.UserFill, it.name, { on(CardEvent.Person(it)) }, more = it.group?.let { say(Say.appGroup(it)) }) }
}

/** Whose card it is. */
private fun LazyListScope.of(name: String, letters: String?) = item {
    Row(Modifier.fillMaxWidth(), Arrangement.spacedBy(Space.m), Alignment.CenterVertically) {
        letters?.let { Letters(it) }
        Heading(name, Ekin.type.title1, Modifier.weight(1f))
    }
}

private fun LazyListScope.why(person: OutingPerson, on: (CardEvent) -> Unit) {
    of(person.name, person.letters)
    item { Heading(say(Say.appCardWhy()), Ekin.type.title2) }
    item {
        Column(verticalArrangement = Arrangement.spacedBy(Space.m)) {
            for (reason in REASONS) {
                val weight = if (reason.of == CardReason.EMERGENCY) Weight.ACCENT else Weight.QUIET
                Button(say(reason.words), { on(CardEvent.Open(reason.of)) }, Modifier.fillMaxWidth(), weight, reason.icon, height = Target.count)
            }
        }
    }
    item { Line(Icons.Info, say(Say.appCardWill())) }
}

private fun LazyListScope.opened(card: EmergencyCard, letters: String?, opened: Opened?, on: (CardEvent) -> Unit) {
    of(card.name, letters)
    item {
        Column(Modifier.fillMaxWidth(), Arrangement.spacedBy(Space.xs)) {
            val why = REASONS.firstOrNull { it.of == opened?.reason }
            if (opened != null && why != null) Say(say(Say.appCardOpened(Ekin.words.hour(opened.at), say(why.inside))), Ekin.type.body)
            card.asOf?.let { Line(Icons.ClockCounterClockwise, it, style = Ekin.type.small, size = 18.dp) }
        }
    }
    val (never, others) = card.fields.partition { it.field == NEVER }
    if (never.isNotEmpty()) {
        item {
            val tokens = Ekin.tokens
            Notice(Icons.WarningOctagonBold, say(Say.appCardNever()), tokens.refused, tokens.onRefused, assertive = true) {
                for (value in never.flatMap { it.values }) Say(value, Ekin.type.title1, colour = tokens.onRefused)
                if (never.any { it.values.size > 1 }) Say(say(Say.appCardTwo()), Ekin.type.small, colour = tokens.onRefused)
            }
        }
    }
    items(others) { Field(it) }
    for (country in card.numbers) {
        val numbers = country.numbers.filter { it != card.first }
        if (numbers.isEmpty()) continue
        item { Section(say(Say.appCardCountry(named(country.country)))) }
        for (row in numbers.chunked(ROW)) item { Beside { for (number in row) Number(number, on) } }
    }
    item { Line(Icons.Info, say(Say.appCardNoted()), style = Ekin.type.small) }
}

/** Numbers of a row. */
private const val ROW = 3

/** A country by its name; one that has none here by its code. */
@Composable
private fun named(country: String) = when (country) {
    "FR" -> say(Say.appCountryFr())
    "ES" -> say(Say.appCountryEs())
    else -> country
}

@Composable
private fun Field(field: CardField) = Panel {
    Say(field.name, Ekin.type.smallStrong, colour = Ekin.tokens.inkSoft)
    for (value in field.values) Say(value, Ekin.type.title3)
    if (field.values.size > 1) Line(Icons.ArrowsSplitBold, say(Say.appCardTwo()), style = Ekin.type.small, colour = Ekin.tokens.onConflict)
}

@Composable
private fun Call(number: EmergencyNumber, on: (CardEvent) -> Unit) =
    Button(say(number.words), { on(CardEvent.Call(number)) }, Modifier.fillMaxWidth(), Weight.ACCENT, Icons.Phone, height = Target.count)

/** A number of several: its figures large, and below them whom they reach. */
@Composable
private fun Number(number: EmergencyNumber, on: (CardEvent) -> Unit) {
    val tokens = Ekin.tokens
    val words = say(number.words)
    val whom = words.removePrefix(number.number).trimStart(',', ' ')
    Column(
        Modifier
            .fillMaxWidth()
            .clip(Shapes.control)
            .background(tokens.surface)
            .border(2.dp, tokens.edge, Shapes.control)
            .clickable(role = Role.Button) { on(CardEvent.Call(number)) }
            .semantics { contentDescription = words }
            .defaultMinSize(minHeight = Target.count)
            .padding(Space.s),
        Arrangement.Center,
        Alignment.CenterHorizontally,
    ) {
        val unsaid = Modifier.clearAndSetSemantics {}
        Say(number.number, Ekin.type.title2, unsaid)
        Say(whom, Ekin.type.small, unsaid.then(if (isLargeText) Modifier else Modifier.hugging()), align = TextAlign.Center)
    }
}

private val EmergencyNumber.words: Text
    get() = when (service) {
        ServiceKind.ANY -> Say.appCardCall(number)
        ServiceKind.MEDICAL -> Say.appCardMedical(number)
        ServiceKind.FIRE -> Say.appCardFire(number)
        ServiceKind.POLICE -> Say.appCardPolice(number)
        ServiceKind.TEXT -> Say.appCardText(number)
        ServiceKind.VIOLENCE -> Say.appCardViolence(number)
        ServiceKind.SUICIDE -> Say.appCardSuicide(number)
    }
