const ORDINALS = [
  'Next', 'Second', 'Third', 'Fourth', 'Fifth', 'Sixth', 'Seventh', 'Eighth', 'Ninth', 'Tenth',
];

const count = (number, one, many) => `${number} ${number === 1 ? one : many}`;

const ordinal = (number) => {
  const teen = number % 100 > 10 && number % 100 < 14;
  const ending = teen ? 'th' : (['th', 'st', 'nd', 'rd'][number % 10] ?? 'th');
  return `${number}${ending}`;
};

const TRY_AGAIN = 'Try again. If it fails again, give the code below to your administrator.';
const OTHER_FORMAT = 'Save the recording as MP3, M4A, WAV or MP4 and send it again.';
const CHECK_FILE = 'Check that the recording plays on your computer, then send it again.';

/** Everything the page says, in English. */
export const english = {
  language: 'en',
  title: (part) => (part ? `${part} – Steno` : 'Steno'),

  intake: {
    drop: 'Drop recordings here. They stay on this server.',
    release: 'Let go to send',
    choose: 'Choose recordings',
    spoken: 'Spoken language',
    detect: 'Detect',
    folders: 'Folders cannot be sent. Drop the recordings inside them.',
  },

  upload: {
    heading: 'Being sent',
    waiting: 'Waits for its turn.',
    sending: (percentage) => `Sending ${percentage} %.`,
    storing: 'Sent. The server is storing it.',
    failed: (reason) => `Not sent. ${reason}`,
    bar: (name) => `Sending ${name}`,
    cancel: 'Cancel',
    again: 'Try again',
    remove: 'Remove',
  },

  library: {
    heading: 'Recordings',
    show: 'Show',
    all: 'All',
    count: (total) => count(total, 'recording', 'recordings'),
    noneLikeThis: 'No recording is in this state.',
    newer: 'Newer',
    older: 'Older',
    pages: 'Pages',
    page: (page, pages) => `Page ${page} of ${pages}`,
    stale: 'The list cannot be refreshed. Trying again.',
    bar: (name) => `Progress of ${name}`,
    done: (name) => `${name}: the transcript is ready.`,
    failed: (name) => `${name}: failed.`,
    unnamed: 'Recording without a name',
  },

  statuses: {
    uploading: 'Sending',
    queued: 'Waiting',
    running: 'Running',
    completed: 'Done',
    failed: 'Failed',
    cancelled: 'Cancelled',
  },

  stages: {
    uploading: 'Sending',
    queued: 'Waiting',
    transcribing: 'Recognising speech',
    aligning: 'Timing words',
    diarizing: 'Telling speakers apart',
    complete: 'Done',
  },
  withPercentage: (stage, percentage) => `${stage}, ${percentage} %`,

  recording: {
    back: 'All recordings',
    stages: 'Stages',
    bar: 'Progress',
    loading: 'Looking for the recording.',
    unknown: 'Recording',
    queuePosition: (position) => `${ORDINALS[position - 1] ?? ordinal(position)} in line.`,
    queued: 'Waits for its turn.',
    silent: 'still working',
    lost: 'Connection lost. The server keeps working.',
    polling: 'No live connection. Checking every few seconds.',
    refused: 'This recording can no longer be watched. It may have been deleted.',
    restored: 'Connected again.',
    transcript: 'Transcript',
    awaitingText: 'The text appears here while it is recognised.',
    noText: 'No speech was found in this recording.',
    newText: 'New text ↓',
    done: 'The transcript is ready.',
    cancelled: 'Cancelled.',
    cancelling: 'Cancelling',
    kept: (time) => `Text up to ${time} is kept.`,
    code: (code) => `Code: ${code}`,
    technical: 'For the administrator',
    attempt: (number) => `${ordinal(number)} attempt`,
    transcriptMissing: (reason) => `The transcript cannot be read now. ${reason}`,
  },

  actions: {
    cancel: 'Cancel',
    delete: 'Delete',
    retry: 'Try again',
    keep: 'Keep it',
    close: 'Close',
    on: (action, name) => `${action} ${name}`,
    deleteQuestion: (name) => `Delete ${name}?`,
    deleteMeans: 'The recording and its transcript are removed from the server, for everybody.',
  },

  downloads: {
    heading: 'Download',
    formats: { txt: 'Text', srt: 'SRT', vtt: 'WebVTT', json: 'JSON' },
  },

  details: {
    heading: 'Details',
    duration: 'Length',
    language: 'Language',
    engine: 'Engine',
    model: 'Model',
    size: 'Size',
    created: 'Received',
    attempt: 'Attempt',
  },

  engines: { embedded: 'Basic English engine', whisper: 'Whisper', remote: 'Remote engine' },
  basicEngine: 'Basic English engine: expect many wrong words.',
  warnings: 'What to know about this transcript',

  eta: (seconds) => {
    const minutes = Math.round(seconds / 60);
    if (minutes < 1) {
      return 'less than a minute left';
    }
    if (minutes < 90) {
      return `about ${count(minutes, 'minute', 'minutes')} left`;
    }
    return `about ${count(Math.round(minutes / 60), 'hour', 'hours')} left`;
  },

  today: (time) => `Today ${time}`,
  yesterday: (time) => `Yesterday ${time}`,

  /** What a person can do about a failed recording, by error code. */
  advice: {
    UNSUPPORTED_MEDIA: OTHER_FORMAT,
    DECODE_FAILED: CHECK_FILE,
    EMPTY_MEDIA: CHECK_FILE,
    NO_AUDIO: 'Send a recording that has sound.',
    MEDIA_TOO_LARGE: 'Send a shorter recording, or cut this one into parts.',
    LANGUAGE_UNSUPPORTED: 'Send it again with another spoken language.',
    DIARIZATION_UNAVAILABLE: 'Send it again without telling speakers apart.',
    ENGINE_UNAVAILABLE: 'Ask your administrator which engines are installed.',
    MODEL_UNAVAILABLE: 'Ask your administrator which models are installed.',
    URL_FORBIDDEN: 'Download the recording yourself and send the file.',
    DOWNLOAD_FAILED: 'Check the address, or download the recording yourself and send the file.',
    STORAGE_FULL: 'The server has no room left. Delete recordings, or tell your administrator.',
    QUEUE_FULL: 'Many recordings wait already. Try again later.',
  },
  adviceElse: TRY_AGAIN,

  problems: {
    unreachable: 'The server cannot be reached.',
    status: (status) => `The server answered with status ${status}.`,
    notJson: 'The answer came from something else than Steno. You may have to sign in again: reload the page.',
    withCode: (message, code) => `${message} (${code})`,
  },
};
