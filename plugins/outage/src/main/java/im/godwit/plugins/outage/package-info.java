/** Service Outage Status (XEP-0455): tells clients where to read what is the matter when the server cannot say it. */
package im.godwit.plugins.outage;
