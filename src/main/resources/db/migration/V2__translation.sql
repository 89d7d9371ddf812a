-- Whether somebody wants English whatever is spoken.
alter table task add column translate boolean default false not null;
