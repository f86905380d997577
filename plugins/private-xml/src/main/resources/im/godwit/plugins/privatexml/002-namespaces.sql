CREATE INDEX privatexml_fragments_by_namespace ON privatexml_fragments (namespace);
