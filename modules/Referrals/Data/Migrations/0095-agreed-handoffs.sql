-- Nobody is handed over without having agreed. What was written down before stays as it was told.

alter table referrals.warm_handoffs add constraint connected_as_agreed check (client_agreed or not connected) not valid;
