"""Who may do what at the inspectorate's desk. Everybody with an account reads how a sample is
drawn; names and the desk itself are the inspectorate's."""

from noken.core.actor import Actor, Role


def can_oversee(actor: Actor) -> bool:
    return actor.employee_id is not None and actor.has(Role.INSPECTORATE)
