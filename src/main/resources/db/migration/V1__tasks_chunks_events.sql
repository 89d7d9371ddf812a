-- Times are milliseconds since 1970, UTC. Only what H2 and PostgreSQL share is used.

create table task (
  id varchar(36) not null primary key,
  status varchar(12) not null,
  stage varchar(12) not null,
  percentage integer not null,
  attempt integer not null,
  -- The newest number of the task's event log. Taken by updating the row, so that its lock makes the
  -- order of commits the order of numbers.
  last_seq bigint default 0 not null,
  file_name varchar(255) not null,
  media_size bigint not null,
  media_type varchar(100),
  duration_millis bigint,
  wanted_language varchar(20),
  wanted_engine varchar(40),
  wanted_model varchar(100),
  prompt varchar(2000),
  language varchar(20),
  engine varchar(40),
  model varchar(100),
  warnings varchar(4000) not null,
  node varchar(36),
  created_at bigint not null,
  queued_at bigint,
  started_at bigint,
  finished_at bigint,
  error_code varchar(40),
  error_message varchar(1000),
  error_detail varchar(2000)
);

create index task_by_age on task (created_at, id);
create index task_by_turn on task (status, queued_at, id);

-- Where a recording was cut, and which pieces are done: what a new attempt goes on from.
create table chunk (
  task_id varchar(36) not null references task (id) on delete cascade,
  chunk_index integer not null,
  start_sample bigint not null,
  end_sample bigint not null,
  finished boolean not null,
  primary key (task_id, chunk_index)
);

-- The story of every task, by number. The transcript as recognised is its events of kind 'segment'.
create table task_event (
  task_id varchar(36) not null references task (id) on delete cascade,
  seq bigint not null,
  attempt integer not null,
  kind varchar(12) not null,
  happened_at bigint not null,
  body varchar not null,
  primary key (task_id, seq)
);
