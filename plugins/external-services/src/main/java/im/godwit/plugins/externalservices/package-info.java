/** External Service Discovery (XEP-0215): where STUN and TURN servers are, with passwords for a while. */
package im.godwit.plugins.externalservices;
