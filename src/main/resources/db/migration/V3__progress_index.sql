-- Finds the one progress of a task among ten thousand segments: each newer one removes it, and who
-- asks where a task stands reads it. Measured with 10,000 segments: 8.1 ms without, 0.4 ms with it.
create index task_event_by_kind on task_event (task_id, kind, seq);
