import './stage.js';
import { TaskConnection } from '../js/live/connection.js';

stage.connect(TaskConnection, { id: 'one task' });
stage.socket.accept();
stage.socket.say('{"type":"segment","seq":1,"index":0}');
stage.socket.end(1006);
postMessage(stage.told['one task']);
