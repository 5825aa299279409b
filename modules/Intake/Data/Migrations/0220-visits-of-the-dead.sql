-- The visits of somebody who has died end with a reason of their own.

alter table intake.appointments
    drop constraint appointments_cancellation_check,
    add constraint appointments_cancellation_check check (cancellation in (
        'client-asked', 'client-ill', 'clinician-away', 'site-closed', 'booked-in-error', 'clinician-declined', 'offer-declined',
        'not-answered', 'client-died', 'other'));
