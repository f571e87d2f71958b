package eus.ekin.ui.simple

/**
 * Scanning by one switch: goes from one thing to the next, each for [PARTS] parts of a step; three rounds, then it rests until the switch
 * is pressed. Linear: [count] things in their order, the last of which is the way back.
 */
data class Scan(
    val count: Int,
    /** What is offered now; none while it rests. */
    val at: Int? = 0,
    /** Parts of its time that are left. */
    val left: Int = PARTS,
    val round: Int = 1,
) {
    /** One part of a step has passed. */
    fun tick(): Scan {
        val at = at ?: return this
        return when {
            left > 1 -> copy(left = left - 1)
            at + 1 < count -> copy(at = at + 1, left = PARTS)
            round < ROUNDS -> copy(at = 0, left = PARTS, round = round + 1)
            else -> copy(at = null)
        }
    }

    /** After a press: from the beginning. */
    fun again() = Scan(count)

    companion object {
        /** Parts of a step: so often the line of time gets shorter. */
        const val PARTS = 10

        /** Rounds before it rests. */
        const val ROUNDS = 3
    }
}
