/// The files, in the order of the story.
const DOSSIERS: [Source; 0] = [];
